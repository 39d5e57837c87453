import { X } from 'lucide-react';
import { dismissToast, holdToast, useToasts } from './toast';
import css from './Toasts.module.css';

/** The messages at the page's foot. They are read out by `announce`, so the region itself stays silent. */
export function Toasts() {
  const toasts = useToasts();
  if (toasts.length === 0) return null;
  return (
    <section className={css.region} aria-label="Messages">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={css.toast}
          data-tone={toast.tone}
          onPointerEnter={() => holdToast(toast.id, true)}
          onPointerLeave={() => holdToast(toast.id, false)}
          onFocus={() => holdToast(toast.id, true)}
          onBlur={() => holdToast(toast.id, false)}
        >
          <div className={css.words}>
            <p className={css.title}>{toast.title}</p>
            {toast.detail && <p>{toast.detail}</p>}
          </div>
          {toast.action && (
            <button
              type="button"
              className={css.action}
              onClick={() => {
                toast.action?.onPress();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            className={css.close}
            aria-label="Dismiss message"
            onClick={() => dismissToast(toast.id)}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      ))}
    </section>
  );
}
