import { useMemo, useState } from 'react';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import css from './StoryHistory.module.css';
import { type InkedField, writersOf } from './moments';

/** Everybody whose words stand, most first. Pointing at or reaching one shows whose words are theirs; pressing keeps it so. */
export function InkPeople({
  fields,
  onLook,
}: {
  fields: readonly InkedField[];
  onLook: (memberId: string | null) => void;
}) {
  const writers = useMemo(() => writersOf(fields), [fields]);
  const [kept, setKept] = useState<string | null>(null);
  const keep = (id: string) => {
    const next = kept === id ? null : id;
    setKept(next);
    onLook(next);
  };
  return (
    <div className={css.people} role="group" aria-label="Who wrote it">
      {writers.map(({ member, party, percent }) => (
        <Button
          key={member.id}
          size="small"
          variant="quiet"
          aria-pressed={kept === member.id}
          icon={<PartyMark kind={party.kind} initials={member.initials} size={18} />}
          onHoverStart={() => onLook(member.id)}
          onHoverEnd={() => onLook(kept)}
          onFocus={() => onLook(member.id)}
          onBlur={() => onLook(kept)}
          onPress={() => keep(member.id)}
        >
          {member.name} {percent}%
        </Button>
      ))}
    </div>
  );
}
