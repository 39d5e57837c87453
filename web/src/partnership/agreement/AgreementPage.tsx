import { useQuery } from '@apollo/client/react';
import { AGREEMENT_SECTION_MAX, AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import { lazy, Suspense, useState } from 'react';
import { useDeliverPending } from '../../live/use-deliver-pending';
import { useLiveDocument } from '../../live/use-live-document';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import { DocumentPresence } from '../../story/DocumentPresence';
import { SaveStatus } from '../../story/SaveStatus';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { CoWrittenPage, type PageSection } from '../page/CoWrittenPage';
import { usePartnership } from '../use-partnership';
import { AgreementDocument } from './agreement.gql';
import css from './AgreementPage.module.css';
import { type Agreement, titlesFor, WHAT_BELONGS } from './agreement-words';
import { LadderSteps } from './LadderSteps';
import { SectionDiff } from './SectionDiff';
import { SignatureBlock } from './SignatureBlock';
import { Standing } from './Standing';

const SignDialog = lazy(() => import('./SignDialog'));
const LadderDialog = lazy(() => import('./LadderDialog'));

const PARTY_OF = { CLIENT_RESPONSIBILITIES: 'CLIENT', VENDOR_RESPONSIBILITIES: 'VENDOR' } as const;

export default function AgreementPage() {
  const { slug } = usePartnership();
  const { data, error, refetch } = useQuery(AgreementDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  useOnChange((change) => {
    if (/^(agreement|escalationLadder|member)\./.test(change.kind)) refetch().catch(shownByThePage);
  });
  if (data?.partnership) return <OpenAgreement agreement={data.partnership.agreement} />;
  if (error)
    return (
      <Problem onRetry={() => void refetch().catch(shownByThePage)}>
        The working agreement could not be read. Check your connection, then try again.
      </Problem>
    );
  return <PageSkeleton label="Opening the working agreement" />;
}

function OpenAgreement({ agreement }: { agreement: Agreement }) {
  const partnership = usePartnership();
  const { me, name, parties, managesMembers } = partnership;
  const { live, reopen } = useLiveDocument(agreement.id, me.personId, me);
  useDeliverPending(me.personId);
  const [open, setOpen] = useState<'sign' | 'propose' | 'ladder' | null>(null);
  const [showsChanges, setShowsChanges] = useState(false);
  const titles = titlesFor(partnership);
  const changes = new Map(agreement.unsignedChanges.map(({ section, parts }) => [section, parts]));
  const sections = AGREEMENT_SECTIONS.map((section): PageSection => {
    const parts = showsChanges ? changes.get(section) : undefined;
    return {
      ...{ section, title: titles[section], placeholder: WHAT_BELONGS[section] },
      ...(section in PARTY_OF && { party: PARTY_OF[section as keyof typeof PARTY_OF] }),
      ...(parts && agreement.signed && { after: <SectionDiff parts={parts} revision={agreement.signed.revision} /> }),
    };
  });
  const whereInIt = (field: string | null) => {
    const section = AGREEMENT_SECTIONS.find((one) => one === field);
    return section ? `in “${titles[section]}”` : null;
  };
  const close = () => setOpen(null);
  return (
    <Page
      title="Working agreement"
      context={name}
      lede={`How ${parties.map((party) => party.name).join(' and ')} work together. Both write it; a lead of each signs it.`}
      actions={
        live && (
          <div className={css.state}>
            <DocumentPresence live={live} me={me.id} where={whereInIt} />
            <SaveStatus live={live} />
          </div>
        )
      }
    >
      <Standing
        agreement={agreement}
        showsChanges={showsChanges}
        onShowChanges={setShowsChanges}
        onPropose={() => setOpen('propose')}
        onSign={() => setOpen('sign')}
      />
      <CoWrittenPage live={live} sections={sections} maxLength={AGREEMENT_SECTION_MAX} onReopen={reopen} />
      <LadderSteps agreement={agreement} {...(managesMembers && { onEdit: () => setOpen('ladder') })} />
      <SignatureBlock agreement={agreement} />
      <Suspense>
        {open === 'ladder' && <LadderDialog agreement={agreement} onClose={close} />}
        {open === 'propose' && live && <SignDialog agreement={agreement} doc={live.doc} onClose={close} />}
        {open === 'sign' && <SignDialog agreement={agreement} doc={null} onClose={close} />}
      </Suspense>
    </Page>
  );
}
