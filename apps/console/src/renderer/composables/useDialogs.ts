import { computed, ref, type WritableComputedRef } from 'vue'

/** Dialogs of a page, of which one at most is open. */
export function useDialogs<Name extends string>(
  names: readonly Name[],
): { shown: Record<Name, WritableComputedRef<boolean>>; show: (name: Name) => void } {
  const current = ref<string | null>(null)
  const shown = Object.fromEntries(
    names.map((name) => [
      name,
      computed({
        get: () => current.value === name,
        set: (open) => {
          if (open) current.value = name
          else if (current.value === name) current.value = null
        },
      }),
    ]),
  ) as Record<Name, WritableComputedRef<boolean>>
  return {
    shown,
    show(name) {
      current.value = name
    },
  }
}
