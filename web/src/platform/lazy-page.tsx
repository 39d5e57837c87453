import { type ComponentType, type ReactNode, use } from 'react';

/** The page's script could not be had: offline, or a deploy has replaced it since this page was opened. */
export class PageUnavailable extends Error {}

/**
 * A page whose script loads when it is first needed. TanStack's own reloads by itself when that fails, which would drop
 * an offline writer out of the workspace; here the route's error boundary offers it.
 */
export function lazyPage(
  load: () => Promise<{ default: ComponentType }>,
): (() => ReactNode) & { preload: () => Promise<void> } {
  let loading: Promise<ComponentType> | null = null;
  let loaded: ComponentType | null = null;
  const get = () => {
    loading ??= load().then(
      (module) => {
        loaded = module.default;
        return loaded;
      },
      (cause: unknown) => {
        loading = null;
        throw new PageUnavailable('The page’s script did not load', { cause });
      },
    );
    return loading;
  };
  const Lazy = () => {
    // Once loaded, no suspending: even a settled promise would flash the skeleton for React's 300 ms.
    const Page = loaded ?? use(get());
    return <Page />;
  };
  return Object.assign(Lazy, { preload: () => get().then(nothing, nothing) });
}

/** A preload that failed says nothing: the visit itself will. */
const nothing = () => {};
