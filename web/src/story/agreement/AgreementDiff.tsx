import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { ago, useNow } from '../../platform/time';
import { DiffWords } from '../DiffWords';
import css from './Agreement.module.css';
import { ChangesSinceAgreementDocument } from './agreement-diff.gql';
import { type Criterion, useAgreement } from './use-agreement';

type Dropped = Criterion['droppedAgreements'][number];

/** What became of the words since each party that no longer agrees did: once for parties that had agreed to the same ones. */
export default function AgreementDiff({ criterion }: { criterion: Criterion }) {
  const byVersion = Map.groupBy(criterion.droppedAgreements, ({ version }) => version);
  return [...byVersion.values()].map((agreements) => (
    <SinceThen key={agreements[0]?.party.id} criterion={criterion} agreements={agreements} />
  ));
}

function SinceThen({ criterion, agreements }: { criterion: Criterion; agreements: readonly Dropped[] }) {
  const { slug } = usePartnership();
  const { story, parties } = useAgreement();
  const now = useNow();
  const last = agreements.at(-1);
  const { data, previousData, refetch } = useQuery(ChangesSinceAgreementDocument, {
    variables: { slug, key: story.key, partyId: last?.party.id ?? '' },
    // An answer under way may be from before the words moved on.
    context: { queryDeduplication: false },
  });
  const readAt = useRef(criterion.text);
  useEffect(() => {
    if (readAt.current === criterion.text) return;
    readAt.current = criterion.text;
    refetch().catch(shownByThePage);
  }, [criterion.text, refetch]);
  const read = (data ?? previousData)?.story?.criteria.find(({ id }) => id === criterion.id);
  if (!last || !read?.changeSinceAgreement) return null;
  return (
    <figure className={css.diff} data-party={agreements.length === 1 ? last.party.kind : undefined}>
      <figcaption>
        Since {whoAgreed(agreements, parties.length)}, {ago(last.at, now)}
      </figcaption>
      <p>
        <DiffWords parts={read.changeSinceAgreement} />
      </p>
    </figure>
  );
}

function whoAgreed(agreements: readonly Dropped[], partyCount: number): string {
  if (agreements.length > 1 && agreements.length === partyCount) return 'both parties agreed';
  return agreements
    .map(({ party, member }) => (member ? `${member.name} agreed for ${party.name}` : `${party.name} agreed`))
    .join(' and ');
}
