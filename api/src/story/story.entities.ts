import type { NodeKinds } from '../platform/graphql/node.ts';
import { loadCriteria } from './criteria.sql.ts';
import { Label } from './label.entity.ts';
import { loadLabels } from './labels.sql.ts';
import { Question } from './question.entity.ts';
import { loadQuestions } from './questions.sql.ts';
import { loadStories } from './story-rows.ts';
import { Story } from './story.entity.ts';

export const storyEntities = [Story, Label, Question];

/** Rights are inside each loader: what the viewer may not see is left out. */
export const storyNodes: NodeKinds = {
  Story: { table: 'story', load: loadStories },
  Label: { table: 'label', load: loadLabels },
  Question: { table: 'question', load: loadQuestions },
  Criterion: { table: 'criterion', load: loadCriteria },
};
