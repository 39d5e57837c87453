import { RemoveMemberDocument } from './people.gql';
import { useAct } from '../platform/act';
import { ConfirmDialog } from '../ui/Dialog';
import { toast } from '../ui/toast';
import type { Member } from './use-partnership';

export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const [remove, removing] = useAct(RemoveMemberDocument, `${member.name} is still a member`);
  const onConfirm = async () => {
    const done = await remove({ memberId: member.id });
    if (!done) return;
    toast(`${member.name} was removed from ${member.party.name}`);
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Remove ${member.name}?`}
      isOpen
      onClose={onClose}
      onConfirm={() => void onConfirm()}
      confirm="Remove"
      danger
      isPending={removing}
    >
      <p>
        They lose access at once, on every device. What they wrote and decided stays in the record under their name.
      </p>
      <p>To let them back in, send a new invitation.</p>
    </ConfirmDialog>
  );
}
