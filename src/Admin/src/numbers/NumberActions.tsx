import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { useAct } from '../api/useAct';
import { Confirm } from '../layout/Confirm';
import { tell } from '../layout/tell';
import { numbersPath, pathOf, type PoolNumber } from './PoolNumber';

type Action = 'enable' | 'drain' | 'release' | 'disable' | 'delete';

/** What makes sense in a number's state. Each is asked for again: it may end a lease that a visitor sees. */
export function NumberActions({ number }: { number: PoolNumber }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Action>();
  // Told here: the number may be gone from the list once it is read anew.
  const act = useAct(async (action: Action) => {
    await (action === 'delete' ? request('DELETE', pathOf(number)) : request('POST', pathOf(number, action)));
    tell(t(`number_action.${action}_done`, { number: number.display }));
  }, numbersPath);

  const isOff = number.state === 'disabled' || number.state === 'draining';
  const actions: Action[] = [
    ...(isOff ? (['enable'] as const) : (['drain'] as const)),
    ...(number.listing_id || number.state === 'held' ? (['release'] as const) : []),
    ...(number.state === 'disabled' ? [] : (['disable'] as const)),
    'delete',
  ];

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" aria-label={`${t('numbers.actions')}: ${number.display}`}>
            {t('numbers.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map((action) => (
            <Menu.Item key={action} color={action === 'delete' ? 'red' : undefined} onClick={() => setAsked(action)}>
              {t(`number_action.${action}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        isOpen={asked !== undefined}
        title={number.display}
        text={asked ? t(`number_action.${asked}_explain`) : ''}
        action={asked ? t(`number_action.${asked}`) : ''}
        isBusy={act.isPending}
        error={act.error}
        onClose={close}
        onConfirm={() => asked && act.mutate(asked, { onSuccess: close })}
      />
    </>
  );

  function close() {
    setAsked(undefined);
    act.reset();
  }
}
