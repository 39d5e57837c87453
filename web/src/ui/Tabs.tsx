import {
  Tab as AriaTab,
  TabList as AriaTabList,
  type TabListProps,
  TabPanel as AriaTabPanel,
  type TabPanelProps,
  type TabProps,
  Tabs,
} from 'react-aria-components/Tabs';
import css from './Tabs.module.css';

export { Tabs };

export function TabList<T extends object>(props: Omit<TabListProps<T>, 'className' | 'style'>) {
  return <AriaTabList {...props} className={css.list!} />;
}

export function Tab(props: Omit<TabProps, 'className' | 'style'>) {
  return <AriaTab {...props} className={css.tab!} />;
}

export function TabPanel(props: Omit<TabPanelProps, 'className' | 'style'>) {
  return <AriaTabPanel {...props} className={css.panel!} />;
}
