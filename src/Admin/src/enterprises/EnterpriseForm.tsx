import { useTranslation } from 'react-i18next';
import { changeOf, type JsonObject } from '../api/json';
import { useAct } from '../api/useAct';
import { DraftForm } from '../forms/DraftForm';
import type { Section } from '../forms/Field';
import { useDraft } from '../forms/useDraft';
import { zones } from '../forms/zones';
import { tell } from '../layout/tell';
import { enterprisesPath, type Enterprise } from './Enterprise';
import { vendors } from './vendors/vendors';

interface Props {
  sections: readonly Section[];
  enterprise: JsonObject;
  /** Is given what differs. */
  save: (change: JsonObject) => Promise<Enterprise>;
  onSaved?: (enterprise: Enterprise) => void;
}

export function EnterpriseForm({ sections, enterprise, save, onSaved }: Props) {
  const { t } = useTranslation();
  const draft = useDraft(enterprise);
  const saving = useAct(save, enterprisesPath);
  return (
    <DraftForm
      sections={sections}
      draft={draft}
      choices={{ zones, vendors: vendors.map(({ name }) => ({ value: name, label: t(`vendor.${name}`) })) }}
      error={saving.error}
      isBusy={saving.isPending}
      onSave={() =>
        saving.mutate(changeOf(draft.stored, draft.value), {
          onSuccess: (saved) => {
            tell(t('layout.saved'));
            draft.reset(saved);
            onSaved?.(saved);
          },
        })
      }
    />
  );
}
