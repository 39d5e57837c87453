import { useEffect, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useHere } from '../../platform/here';

/** A page that is being reloaded is away for a moment; nobody should be offered its place for that. */
const GONE_AFTER_MS = 3_000;

/** Whether a member has no page of the workspace open any more, as far as this page can know: it must itself be connected. */
export function useIsGone(memberId: string | undefined): boolean {
  const { me } = usePartnership();
  const here = useHere();
  const isHere = (id: string) => here.some(({ member }) => member.id === id);
  const missing = memberId !== undefined && isHere(me.id) && !isHere(memberId);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (!missing) {
      setGone(false);
      return;
    }
    const timer = setTimeout(() => setGone(true), GONE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [missing]);
  return gone;
}
