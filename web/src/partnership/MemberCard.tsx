import { Link } from '@tanstack/react-router';
import { Ellipsis, ShieldCheck, UserMinus, UserRoundCog } from 'lucide-react';
import { useHere } from '../platform/here';
import { cityOf, localTimeIn } from '../platform/time';
import { IconButton } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { PartyMark } from '../ui/PartyMark';
import css from './PeoplePage.module.css';
import { placeWords } from './place-words';
import { ROLE_WORD } from './role-words';
import { type Member, usePartnership } from './use-partnership';

interface MemberCardProps {
  member: Member;
  now: Date;
  onChangeRole: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

/** A person: what they are good at before what they are called. */
export function MemberCard({ member, now, onChangeRole, onRemove }: MemberCardProps) {
  const { me, slug } = usePartnership();
  const here = useHere().find((person) => person.member.id === member.id);
  return (
    <li className={css.member}>
      <PartyMark kind={member.party.kind} initials={member.initials} size={40} />
      <div className={css.facts}>
        <p className={css.name}>
          <Link to="/p/$slug/people/$memberId" params={{ slug, memberId: member.id }}>
            <bdi>{member.name}</bdi>
          </Link>
          {member.id === me.id && <span className={css.you}> (you)</span>}
        </p>
        {member.expertise && <p className={css.expertise}>{member.expertise}</p>}
        <p className={css.minor}>
          {[member.title, `${cityOf(member.timeZone)} ${localTimeIn(member.timeZone, now)}`]
            .filter(Boolean)
            .join(' · ')}
          {here && member.id !== me.id && (
            <span className={css.here}> · here now, {placeWords(here.places[0] ?? '')}</span>
          )}
        </p>
        <p className={css.minor}>
          <a href={`mailto:${member.email}`}>{member.email}</a>
        </p>
      </div>
      <div className={css.memberEnd}>
        <Chip icon={member.role === 'LEAD' ? <ShieldCheck aria-hidden /> : undefined}>{ROLE_WORD[member.role]}</Chip>
        {(onChangeRole ?? onRemove) && (
          <MenuTrigger>
            <IconButton label={`Actions for ${member.name}`} icon={<Ellipsis size={18} aria-hidden />} size="small" />
            <Menu aria-label={`Actions for ${member.name}`}>
              {onChangeRole && (
                <MenuItem icon={<UserRoundCog aria-hidden />} onAction={onChangeRole}>
                  Change role…
                </MenuItem>
              )}
              {onRemove && (
                <MenuItem icon={<UserMinus aria-hidden />} danger onAction={onRemove}>
                  Remove from the party…
                </MenuItem>
              )}
            </Menu>
          </MenuTrigger>
        )}
      </div>
    </li>
  );
}
