import { Field, Label, Select, ValidationMessage } from '@digdir/designsystemet-react';
import type { Choice } from './check-list.js';

interface LabelledSelectProps<V extends string> {
  label: string;
  description?: string;
  choices: (Choice & { value: V })[];
  value: V | '';
  onChange: (value: V) => void;
  /** Text of the empty choice, where none is allowed. */
  placeholder?: string;
  error?: string | undefined;
  disabled?: boolean;
  size?: 'sm' | 'md';
}

/** A native select with its label: works everywhere, on phones best of all. */
export function LabelledSelect<V extends string>(props: LabelledSelectProps<V>) {
  const { label, description, choices, value, onChange, placeholder, error, disabled, size } = props;
  return (
    <Field data-size={size}>
      <Label>{label}</Label>
      {description && <Field.Description>{description}</Field.Description>}
      <Select
        value={value}
        disabled={disabled ?? false}
        aria-invalid={error ? true : undefined}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {placeholder !== undefined && <Select.Option value="">{placeholder}</Select.Option>}
        {choices.map((choice) => (
          <Select.Option key={choice.value} value={choice.value}>
            {choice.label}
          </Select.Option>
        ))}
      </Select>
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}
