import { useAct } from '../../platform/act';
import { announce } from '../../ui/announce';
import { toast } from '../../ui/toast';
import { isMovable, type Meeting, type Stage, stageName } from '../meeting';
import { SetStageMinutesDocument } from '../meeting-acts.gql';
import {
  AddDemoDocument,
  AddTopicDocument,
  MoveStageDocument,
  ParkTopicDocument,
  RemoveStageDocument,
} from './agenda-acts.gql';

/** Beside which stage another one goes. */
export interface Place {
  beforeId?: string;
  afterId?: string;
}

/** What everybody may do to an agenda, before the meeting and while it runs. */
export function useAgenda(meeting: Meeting) {
  const [sendMove] = useAct(MoveStageDocument, 'It was not moved');
  const [sendRemove] = useAct(RemoveStageDocument, 'It stays on the agenda');
  const [sendPark] = useAct(ParkTopicDocument, 'It was not parked');
  const [sendTopic, addingTopic] = useAct(AddTopicDocument, 'The topic was not added');
  const [sendDemo, addingDemo] = useAct(AddDemoDocument, 'The demo was not added');
  const [sendMinutes] = useAct(SetStageMinutesDocument, 'The time stays as it was');
  const meetingId = meeting.id;
  const changed = (stages: Stage[]) => ({
    __typename: 'MeetingPayload' as const,
    meeting: { ...meeting, stages },
  });
  const before = (stage: Stage): Place => {
    const previous = meeting.stages[meeting.stages.indexOf(stage) - 1];
    return previous ? { afterId: previous.id } : {};
  };
  return {
    adding: addingTopic || addingDemo,
    move: (stage: Stage, place: Place) =>
      sendMove(
        { meetingId, stageId: stage.id, beforeId: place.beforeId ?? null, afterId: place.afterId ?? null },
        { optimistic: { moveStage: changed(moved(meeting.stages, stage, place)) } },
      ).then((done) => done && announce(`${stageName(stage)} moved ${placeWords(done.moveStage.meeting, stage.id)}`)),
    setMinutes: (stage: Stage, minutes: number) =>
      sendMinutes(
        { meetingId, stageId: stage.id, minutes },
        {
          optimistic: {
            setStageMinutes: changed(meeting.stages.map((one) => (one === stage ? { ...one, minutes } : one))),
          },
        },
      ),
    /** What somebody put there can be put back; a standing part of the meeting cannot. */
    remove: (stage: Stage) =>
      sendRemove({ meetingId, stageId: stage.id }).then((done) => {
        if (!done) return;
        const { story, title, minutes } = stage;
        const place = { beforeId: null, afterId: before(stage).afterId ?? null };
        const back = story
          ? () => void sendDemo({ meetingId, storyId: story.id, ...place })
          : title && (() => void sendTopic({ meetingId, title, minutes, ...place }));
        toast(`${stageName(stage)} is off the agenda`, back ? { action: { label: 'Put it back', onPress: back } } : {});
      }),
    park: (stage: Stage) =>
      sendPark({ meetingId, stageId: stage.id }).then(
        (done) => done && toast(`${stageName(stage)} is parked`, { detail: 'The next meeting has it on its agenda.' }),
      ),
    addTopic: (title: string, minutes: number, place: Place) =>
      sendTopic({ meetingId, title, minutes, beforeId: place.beforeId ?? null, afterId: place.afterId ?? null }),
    addDemo: (storyId: string) => sendDemo({ meetingId, storyId, beforeId: null, afterId: null }),
  };
}

export type Agenda = ReturnType<typeof useAgenda>;

/** Where a stage can go from its place; undefined where it is already. */
export function placesFor(stages: readonly Stage[], stage: Stage): Record<string, Place | undefined> {
  const list = stages.filter(isMovable);
  const at = list.indexOf(stage);
  const [above, below] = [list[at - 1], list[at + 1]];
  return {
    top: above && { beforeId: list[0]?.id ?? '' },
    up: above && { beforeId: above.id },
    down: below && { afterId: below.id },
    bottom: below && { afterId: list.at(-1)?.id ?? '' },
  };
}

function moved(stages: readonly Stage[], stage: Stage, { beforeId, afterId }: Place): Stage[] {
  const others = stages.filter((one) => one !== stage);
  const beside = others.findIndex(({ id }) => id === (beforeId ?? afterId));
  return others.toSpliced(beforeId ? beside : beside + 1, 0, stage);
}

function placeWords({ stages }: Meeting, stageId: string): string {
  const at = stages.findIndex(({ id }) => id === stageId);
  const above = stages[at - 1];
  return above ? `after ${stageName(above)}` : 'to the top';
}
