/** What an item of whichever kind says: what all kinds have alike, and the fields that `fields.ts` names. */
export interface ContentOfItem {
	area: {
		scope?: 'municipalities' | 'regions' | 'flanders';
		regions: string[];
		municipalities: { nisCode: string }[];
	};
	contact: { post?: string; email?: string; phone?: string };
	links: { label: string; url: string }[];
	/** Ids of offers and of other items that belong to it. */
	offers: string[];
	related: string[];
	/** Id of who leads, gives or invites. */
	organization?: string;
	[field: string]: unknown;
}
