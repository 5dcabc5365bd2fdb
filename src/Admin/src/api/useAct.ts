import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Does something at the server and reads anew what it may have changed: lists by their path. */
export function useAct<Input, Result>(act: (input: Input) => Promise<Result>, ...changed: string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(changed.map((path) => client.invalidateQueries({ queryKey: [path] }))),
  });
}
