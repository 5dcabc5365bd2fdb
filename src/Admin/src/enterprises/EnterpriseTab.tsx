import { useParams } from 'react-router-dom';
import { request } from '../api/request';
import { useFresh } from '../api/useFresh';
import { Loaded } from '../layout/Loaded';
import { pathOf, type Enterprise } from './Enterprise';
import { EnterpriseForm } from './EnterpriseForm';
import { changeSections } from './sections';

export function EnterpriseTab() {
  const { number = '' } = useParams();
  const enterprise = useFresh<Enterprise>(pathOf(number));
  return (
    <Loaded query={enterprise}>
      {(loaded) => <EnterpriseForm key={number} sections={changeSections} enterprise={loaded} save={(change) => request<Enterprise>('PUT', pathOf(number), change)} />}
    </Loaded>
  );
}
