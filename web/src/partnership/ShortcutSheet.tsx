import { Dialog } from '../ui/Dialog';

export default function ShortcutSheet({ onClose }: { onClose: () => void; onShortcuts?: () => void }) {
  return (
    <Dialog title="ShortcutSheet" isOpen onClose={onClose}>
      {null}
    </Dialog>
  );
}
