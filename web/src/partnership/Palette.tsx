import { Dialog } from '../ui/Dialog';

export default function Palette({ onClose }: { onClose: () => void; onShortcuts?: () => void }) {
  return (
    <Dialog title="Palette" isOpen onClose={onClose}>
      {null}
    </Dialog>
  );
}
