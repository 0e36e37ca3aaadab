import { Chip } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

interface RadioChipsProps<T extends string> {
  label: string;
  /** Told apart from other choices on the page. */
  name: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
  /** What narrows the same list further. */
  children?: ReactNode;
}

/** A few views of one list side by side, one of them chosen. */
export function RadioChips<T extends string>({
  label,
  name,
  choices,
  value,
  onChange,
  className = 'k-chips',
  children,
}: RadioChipsProps<T>) {
  return (
    <div className={className} role="group" aria-label={label}>
      {choices.map((choice) => (
        <Chip.Radio
          key={choice.value}
          name={name}
          value={choice.value}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
        >
          {choice.label}
        </Chip.Radio>
      ))}
      {children}
    </div>
  );
}
