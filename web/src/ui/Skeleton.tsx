import css from './Skeleton.module.css';

/** A grey shape where words will be. Sizes are CSS lengths; hidden from screen readers, which hear `Loading` once. */
export function Skeleton({
  width = '100%',
  height = 16,
  radius,
}: {
  width?: number | string;
  height?: number | string;
  radius?: number;
}) {
  return (
    <span
      aria-hidden="true"
      className={css.bone}
      style={{ width, height, ...(radius === undefined ? {} : { borderRadius: radius }) }}
    />
  );
}

/** A page's first moments: a heading and some rows, in the place where they will stand. */
export function PageSkeleton({ rows = 6, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div className={css.page} role="status">
      <span className="visually-hidden">{label}…</span>
      <Skeleton width={180} height={28} />
      <Skeleton width={320} height={18} />
      <div className={css.rows}>
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={56} radius={8} />
        ))}
      </div>
    </div>
  );
}
