import { useState } from 'react';
import { ChangeMemberRoleDocument } from './people.gql';
import { useAct } from '../platform/act';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { Choices } from '../ui/SelectField';
import { toast } from '../ui/toast';
import { ROLE_WORD, ROLES } from './role-words';
import type { Member } from './use-partnership';

export function ChangeRoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const [role, setRole] = useState(member.role);
  const [change, changing] = useAct(ChangeMemberRoleDocument, 'The role stays as it was');
  const onChange = async () => {
    const done = await change({ memberId: member.id, role });
    if (!done) return;
    toast(`${member.name} is now ${ROLE_WORD[role].toLowerCase()}`);
    onClose();
  };
  return (
    <Dialog title={`Role of ${member.name}`} isOpen onClose={onClose}>
      <Choices label="Role" name="role" value={role} onChange={setRole} options={ROLES} />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          onPress={() => void onChange()}
          isPending={changing}
          isDisabled={role === member.role}
        >
          Change role
        </Button>
      </DialogActions>
    </Dialog>
  );
}
