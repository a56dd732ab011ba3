/** Where the list of each kind of what people find or learn is, by the API's name of it; an item's own page is below it. */
export const KIND_PATHS = {
	offer: '/aanbod',
	network: '/netwerken',
	training: '/vormingen',
	gathering: '/bijeenkomsten',
	goodPractice: '/praktijken',
	method: '/methodieken',
	expertPost: '/wie-weet-wat',
	initiative: '/initiatieven'
} as const;
