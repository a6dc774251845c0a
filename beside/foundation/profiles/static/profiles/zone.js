// Suggests the time zone this device lives in, where none has been chosen. The choice stays the person's.
const select = document.querySelector("select[name=time_zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && !select.value && here && [...select.options].some((option) => option.value === here)) {
  select.value = here;
}
