import { MediaQuery } from 'svelte/reactivity';

/** Room for filters beside the results. */
export const isWide = new MediaQuery('width >= 60rem', true);

/** Room for the map beside filters and results. */
export const isVeryWide = new MediaQuery('width >= 82rem', true);
