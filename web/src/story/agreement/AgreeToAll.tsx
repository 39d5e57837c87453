import { Button } from '../../ui/Button';
import css from './Agreement.module.css';
import { agreesTo, useAgreement } from './use-agreement';

/** How many criteria both stand behind, and one button for all that the viewer’s party has yet to say yes to. */
export function AgreeToAll({ onAgreed }: { onAgreed: () => void }) {
  const { story, me, mayAgree, agree } = useAgreement();
  const open = story.criteria.filter((criterion) => /\S/.test(criterion.text) && !agreesTo(criterion, me.party.id));
  if (story.criteria.length === 0) return null;
  return (
    <div className={css.all}>
      {mayAgree && open.length > 1 && (
        <Button
          size="small"
          aria-label={`Agree to all ${open.length} criteria that wait for ${me.party.name}`}
          onPress={() => {
            // It is gone with what it was for.
            onAgreed();
            void agree(open);
          }}
        >
          {open.length === story.criteria.length ? `Agree to all ${open.length}` : `Agree to the other ${open.length}`}
        </Button>
      )}
    </div>
  );
}
