import { notifications } from '@mantine/notifications';

/** A short word that something was done. */
export function tell(message: string): void {
  notifications.show({ message, color: 'green' });
}
