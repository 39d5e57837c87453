import { Dialog } from '../../ui/Dialog';
import type { Meeting } from '../meeting';
import { AgendaEditor } from './AgendaEditor';

/** The whole agenda, where the strip of a phone has no room to change it. */
export default function AgendaDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  return (
    <Dialog title="Agenda" isOpen onClose={onClose}>
      <AgendaEditor meeting={meeting} />
    </Dialog>
  );
}
