import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../api/json';
import { useAct } from '../api/useAct';
import { useEnterpriseChoices } from '../enterprises/useEnterpriseChoices';
import { DraftForm } from '../forms/DraftForm';
import type { Choices, Section } from '../forms/Field';
import { useDraft } from '../forms/useDraft';
import { zones } from '../forms/zones';
import { tell } from '../layout/tell';
import { listingsPath, toSave, type Listing } from './Listing';

interface Props {
  sections: readonly Section[];
  listing: JsonObject;
  save: (listing: JsonObject) => Promise<Listing>;
  onSaved?: (listing: Listing) => void;
}

export function ListingForm({ sections, listing, save, onSaved }: Props) {
  const { t } = useTranslation();
  const draft = useDraft(listing);
  const enterprises = useEnterpriseChoices();
  const saving = useAct(save, listingsPath);
  return (
    <DraftForm
      sections={sections}
      draft={draft}
      choices={{ zones, ...(enterprises && { enterprises }) } satisfies Choices}
      error={saving.error}
      isBusy={saving.isPending}
      onSave={() =>
        saving.mutate(toSave(draft.value), {
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
