import { AppShell, Burger, Button, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router-dom';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useSession, useSignOut } from '../session/useSession';

const pages = ['calls', 'numbers', 'listings', 'enterprises', 'outbox'] as const;

export function Layout() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [isOpen, menu] = useDisclosure();
  const session = useSession();
  const signOut = useSignOut();

  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !isOpen } }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm">
            <Burger opened={isOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('layout.menu')} />
            <Text fw={700}>CallControl</Text>
          </Group>
          <Group wrap="nowrap" gap="sm">
            <LanguageSwitch />
            <Text size="sm" c="dimmed" visibleFrom="sm">
              {session.data?.name}
            </Text>
            <Button variant="default" size="xs" loading={signOut.isPending} onClick={() => signOut.mutate()}>
              {t('session.sign_out')}
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        {pages.map((page) => (
          <NavLink key={page} component={Link} to={`/${page}`} label={t(`page.${page}`)} active={pathname.startsWith(`/${page}`)} onClick={menu.close} />
        ))}
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
