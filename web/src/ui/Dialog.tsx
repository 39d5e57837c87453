import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button, IconButton } from './Button';
import css from './Dialog.module.css';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** `alertdialog` for a confirmation: it is not closed by a press outside. */
  role?: 'dialog' | 'alertdialog';
  size?: 'small' | 'medium' | 'wide' | 'page';
  children: ReactNode;
}

/** A modal dialog: keeps the focus, closes on Escape, gives the focus back. Import it lazily where the budget counts. */
export function Dialog({ title, isOpen, onClose, role = 'dialog', size = 'medium', children }: DialogProps) {
  return (
    <ModalOverlay
      className={css.overlay!}
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={css.modal!} data-size={size}>
        <AriaDialog className={css.dialog!} role={role}>
          <div className={css.head}>
            <Heading slot="title" level={2} className={css.title!}>
              {title}
            </Heading>
            <IconButton label="Close" icon={<X size={18} aria-hidden />} onPress={onClose} />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons at a dialog's foot, the one that acts last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}

interface ConfirmProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** What the button does, as a verb: "Remove Tomás". */
  confirm: string;
  danger?: boolean;
  isPending?: boolean;
  children: ReactNode;
}

export function ConfirmDialog({
  title,
  isOpen,
  onClose,
  onConfirm,
  confirm,
  danger = false,
  isPending = false,
  children,
}: ConfirmProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} role="alertdialog" size="small">
      <div className={css.words}>{children}</div>
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          Cancel
        </Button>
        <Button variant={danger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
