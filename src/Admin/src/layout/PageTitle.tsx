import { Anchor, Group, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

interface Props {
  title: string;
  /** The list this page belongs to. */
  back?: { to: string; label: string };
  /** Buttons beside the title. */
  children?: ReactNode;
}

export function PageTitle({ title, back, children }: Props) {
  useEffect(() => {
    document.title = `${title} · CallControl`;
  }, [title]);
  return (
    <Group justify="space-between" mb="md" gap="xs">
      <div>
        {back && (
          <Anchor component={Link} to={back.to} size="sm">
            ← {back.label}
          </Anchor>
        )}
        <Title order={1} size="h2">
          {title}
        </Title>
      </div>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
