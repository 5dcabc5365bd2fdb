import { Alert, Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeOf, type JsonObject } from '../../api/json';
import { request } from '../../api/request';
import { useAct } from '../../api/useAct';
import { DraftForm } from '../../forms/DraftForm';
import { useDraft } from '../../forms/useDraft';
import { tell } from '../../layout/tell';
import { enterprisesPath } from '../Enterprise';
import { ConnectionTest } from './ConnectionTest';
import { EmployeeProposal } from './EmployeeProposal';
import { ResultAddresses } from './ResultAddresses';
import { useLeadStatuses } from './useLeadStatuses';
import { vendorPath, type Vendor } from './Vendor';

interface Props {
  vendor: Vendor;
  enterprise: string;
  /** Null: there are none yet. */
  settings: JsonObject | null;
}

export function VendorForm({ vendor, enterprise, settings }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const draft = useDraft(settings ?? {});
  const [isProposing, proposing] = useDisclosure();
  const isStored = Object.keys(draft.stored).length > 0;
  const statuses = useLeadStatuses(vendor.name === 'uon' && isStored ? enterprise : undefined);
  const saving = useAct((change: JsonObject) => request<JsonObject>('PUT', vendorPath(vendor.name, 'config', enterprise), change), enterprisesPath);

  return (
    <Stack>
      {!isStored && <Alert>{t('vendor_form.none')}</Alert>}
      {typeof draft.stored.webhooks_problem === 'string' && (
        <Alert color="orange" title={t('vendor_form.webhooks_problem')}>
          {draft.stored.webhooks_problem}
        </Alert>
      )}
      <ConnectionTest vendor={vendor.name} enterprise={enterprise} isStored={isStored} isChanged={draft.isChanged} />
      {vendor.name === 'digitalrop' && isStored && <ResultAddresses enterprise={enterprise} />}
      <DraftForm sections={vendor.sections} draft={draft} choices={statuses ? { statuses } : {}} error={saving.error} isBusy={saving.isPending} onSave={save}>
        {vendor.mapping && (
          <Button variant="default" disabled={!isStored} onClick={proposing.open}>
            {t('employees.load')}
          </Button>
        )}
      </DraftForm>
      {vendor.mapping && isProposing && (
        <EmployeeProposal vendor={vendor.name} enterprise={enterprise} mapping={vendor.mapping} settings={draft.value} onApply={draft.set} onClose={proposing.close} />
      )}
    </Stack>
  );

  function save() {
    saving.mutate(changeOf(draft.stored, draft.value), {
      onSuccess: (saved) => {
        tell(t('layout.saved'));
        draft.reset(saved);
        // What depends on the settings is asked for again.
        void client.invalidateQueries({ queryKey: [vendor.name, enterprise] });
      },
    });
  }
}
