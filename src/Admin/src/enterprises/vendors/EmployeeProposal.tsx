import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../api/json';
import { request } from '../../api/request';
import { useFormats } from '../../language/useFormats';
import { ListTable } from '../../layout/ListTable';
import { Loaded } from '../../layout/Loaded';
import { fill, type Proposal } from './fill';
import { vendorPath, type Vendor } from './Vendor';

interface Props {
  vendor: string;
  enterprise: string;
  mapping: NonNullable<Vendor['mapping']>;
  settings: JsonObject;
  onApply: (settings: JsonObject) => void;
  onClose: () => void;
}

/** Employees as the vendor knows them, and which extension each may have; nothing is saved until the form is. */
export function EmployeeProposal({ vendor, enterprise, mapping, settings, onApply, onClose }: Props) {
  const { t } = useTranslation();
  const { word } = useFormats();
  const proposal = useQuery({
    queryKey: [vendor, enterprise, 'employees'],
    queryFn: () => request<Proposal>('GET', vendorPath(vendor, 'employees', enterprise)),
    gcTime: 0,
    retry: false,
  });
  return (
    <Modal opened onClose={onClose} title={t('employees.title')} size="xl" closeButtonProps={{ 'aria-label': t('layout.close') }}>
      <Loaded query={proposal}>
        {(loaded) => (
          <Stack>
            <ListTable
              label={t('employees.title')}
              pages={{ items: loaded.items, error: null }}
              keyOf={(employee) => employee.id}
              empty={t('employees.empty')}
              minWidth={500}
              columns={[
                { title: t('column.name'), cell: (employee) => employee.name },
                { title: t('column.email'), cell: (employee) => employee.email },
                { title: t('employees.vendor_extension'), cell: (employee) => employee.vendor_extension },
                { title: t('column.extension'), cell: (employee) => employee.extension },
                { title: t('employees.by'), cell: (employee) => word('by', employee.by) },
              ]}
            />
            {loaded.without_employee.length > 0 && (
              <Text size="sm" c="dimmed">
                {t('employees.without', { extensions: loaded.without_employee.join(', ') })}
              </Text>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('layout.cancel')}
              </Button>
              <Button
                disabled={!loaded.items.some((employee) => employee.extension)}
                onClick={() => {
                  onApply(fill(settings, mapping, loaded));
                  onClose();
                }}
              >
                {t('employees.apply')}
              </Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}
