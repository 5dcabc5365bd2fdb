import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useAct } from '../api/useAct';
import { request } from '../api/request';
import { Confirm } from './Confirm';
import { tell } from './tell';

interface Props {
  title: string;
  /** What it means. */
  text: string;
  /** Of what is deleted. */
  path: string;
  /** Of the list it stood in. */
  list: string;
  /** The page that follows. */
  next: string;
}

export function DeleteButton({ title, text, path, list, next }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, dialog] = useDisclosure();
  const remove = useAct(() => request<void>('DELETE', path), list);
  return (
    <>
      <Button color="red" variant="light" onClick={dialog.open}>
        {t('layout.delete')}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={title}
        text={text}
        action={t('layout.delete')}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={dialog.close}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              tell(t('layout.deleted'));
              navigate(next, { replace: true });
            },
          })
        }
      />
    </>
  );
}
