import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router-dom';
import { Confirm } from '../layout/Confirm';

/** Asks before another page takes the place of what was typed. What is saved or deleted leaves by replacing the page, and is not asked about. */
export function LeaveGuard({ isChanged }: { isChanged: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation, historyAction }) => isChanged && historyAction !== 'REPLACE' && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <Confirm
      isOpen={blocker.state === 'blocked'}
      title={t('forms.changed')}
      text={t('forms.leave_explain')}
      action={t('forms.leave')}
      isBusy={false}
      error={null}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  );
}
