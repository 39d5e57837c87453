import { useId } from 'react';
import { Button } from '../../ui/Button';
import { PartyMarkStack } from '../../ui/PartyMark';
import css from './StoryHistory.module.css';
import { moment, type Version } from './moments';

interface VersionListProps {
  versions: readonly Version[];
  selected: Version | undefined;
  onSelect: (version: Version) => void;
  /** Null when all are shown. */
  onOlder: (() => void) | null;
}

/** The versions, newest first: one stop for Tab, arrows go through them. */
export function VersionList({ versions, selected, onSelect, onOlder }: VersionListProps) {
  const name = useId();
  return (
    <fieldset className={css.versions}>
      <legend>Versions</legend>
      {versions.map((version, index) => (
        <label key={version.after} className={css.version}>
          <input
            type="radio"
            name={name}
            checked={version === selected}
            onChange={() => onSelect(version)}
            className="visually-hidden"
          />
          <span className={css.title}>
            {version.name ?? moment(version.at)}
            {index === 0 && <small> Now</small>}
          </span>
          {version.name && <span className={css.when}>{moment(version.at)}</span>}
          <span className={css.facts}>
            <PartyMarkStack people={version.writers} size={18} />
            <span aria-hidden="true">
              +{version.added} −{version.removed}
            </span>
            <span className="visually-hidden">
              {version.added} characters added, {version.removed} removed
            </span>
          </span>
        </label>
      ))}
      {onOlder && (
        <Button size="small" variant="quiet" onPress={onOlder}>
          Show older versions
        </Button>
      )}
    </fieldset>
  );
}
