import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ComponentType, ReactNode, SVGProps } from 'react';

interface EmptyStateProps {
  icon?: ComponentType<SVGProps<SVGSVGElement>>;
  title: string;
  text: string;
  /** One below the heading that it stands under. */
  level?: 2 | 3;
  /** The first step. */
  action?: ReactNode;
}

/** Says what belongs in an empty place and offers the first step. */
export function EmptyState({ icon: Icon, title, text, level = 3, action }: EmptyStateProps) {
  return (
    <div className="k-empty">
      {Icon && <Icon className="k-empty__icon" aria-hidden="true" />}
      <Heading level={level} data-size="2xs">
        {title}
      </Heading>
      <Paragraph>{text}</Paragraph>
      {action}
    </div>
  );
}
