/** Short names for what the API answers; the shapes are generated from its document (`npm run api`). */
import type { components } from './schema';

type Schemas = components['schemas'];

/** What every item of expertise shows in a list, and what of each kind. */
type Card = Schemas['NetworkCard'] &
	Schemas['TrainingCard'] &
	Schemas['GatheringCard'] &
	Schemas['GoodPracticeCard'];
type AnyCard = Card & Schemas['MethodCard'] & Schemas['ExpertPostCard'] & Schemas['InitiativeCard'];
type Page = Schemas['NetworkDetail'] &
	Schemas['TrainingDetail'] &
	Schemas['GatheringDetail'] &
	Schemas['GoodPracticeDetail'];
type AnyPage = Page & Schemas['MethodDetail'] & Schemas['ExpertPostDetail'] & Schemas['InitiativeDetail'];
/** The fields that each of some types has as they are, and those that only one has as they may be. */
type Shared<Whole, Some> = Pick<Whole, keyof Whole & keyof Some> & Partial<Omit<Whole, keyof Some>>;

export type Absence = Schemas['AbsenceItem'];
export type AccessLogEntry = Schemas['AccessLogItem'];
export type AccessToken = Schemas['AccessToken'];
export type AccountRequest = Schemas['AccountRequestInput'];
export type AccountRequestItem = Schemas['AccountRequestItem'];
export type ApiClient = Schemas['ApiClientItem'];
export type Assignment = Schemas['AssignmentItem'];
export type AssignmentPatch = Schemas['AssignmentPatch'];
export type AuditEvent = Schemas['AuditEventItem'];
export type Availability = Schemas['Availability'];
export type Case = Schemas['CaseDetail'];
export type CaseAccess = Schemas['AccessItem'];
export type CaseAssignment = Schemas['Assignment'];
export type CaseFacetValue = Schemas['FacetValue'];
export type CaseHandover = Schemas['HandoverItem'];
export type CaseItem = Schemas['CaseItem'];
export type CaseMessage = Schemas['MessageInput'];
export type CaseOffer = Schemas['CaseOfferItem'];
export type CasePerson = Schemas['CasePerson'];
export type CaseQuery = Schemas['CaseQuery'];
export type CaseState = Schemas['State'];
export type CaseStep = Schemas['StepOption'];
export type CaseSuggestion = Schemas['Suggestion'];
export type CaseTask = Schemas['TaskItem'];
export type CaseTaskKind = Schemas['TaskKind'];
export type CaseView = Schemas['ViewItem'];
export type CaseViewInput = Schemas['ViewInput'];
export type CaseViewQuery = Schemas['ViewQuery'];
export type Code = Schemas['CodeItem'];
export type CodeEntry = Schemas['CodeEntry'];
export type CodeList = Schemas['CodeList'];
export type Contact = Schemas['Contact'];
export type ContactInput = Schemas['ContactInput'];
export type Content = Schemas['ContentDetail'];
export type ContentItem = Schemas['ContentItem'];
export type Difference = Schemas['Difference'];
export type DigestInput = Schemas['DigestInput'];
export type DigestState = Schemas['DigestState'];
export type Enrollment = Schemas['Enrollment'];
export type EvaluationInput = Schemas['EvaluationInput'];
export type EvaluationSummary = Schemas['EvaluationSummary'];
/** An item of expertise of whichever kind in a list: what all kinds have, and the fields that only some have. */
export type Expertise = Shared<AnyCard, Schemas['NetworkCard'] | Schemas['MethodCard']>;
/** The same with all that its own page shows. */
export type ExpertisePage = Shared<AnyPage, Schemas['NetworkDetail'] | Schemas['MethodDetail']>;
export type ExpertiseRevision = Schemas['ExpertiseRevisionDetail'];
export type ExpertiseRevisionItem = Schemas['ExpertiseRevisionItem'];
export type Facets = Record<string, FacetValue[]>;
export type FacetValue = Schemas['FacetCount'];
export type FoundItem = Schemas['FoundItem'];
export type FoundKind = Schemas['FoundKind'];
export type HeldRole = Schemas['HeldRole'];
export type InitiativeGrowth = Schemas['InitiativeGrowthItem'];
export type InitiativeMilestone = Schemas['InitiativeMilestoneItem'];
export type InitiativeParticipant = Schemas['InitiativeParticipantItem'];
export type Interpretation = Schemas['Interpretation'];
export type LearningSession = Schemas['TrainingSessionItem'];
export type LinkState = Schemas['LinkState'];
export type LocationInput = Schemas['LocationInput'];
export type LocationItem = Schemas['LocationItem'];
export type Meeting = Schemas['MeetingDetail'];
export type MeetingInput = Schemas['MeetingInput'];
export type MeetingItem = Schemas['MeetingItem'];
export type MeetingPatch = Schemas['MeetingPatch'];
export type MeetingTask = Schemas['MeetingTaskItem'];
export type Municipality = Schemas['MunicipalityItem'];
export type Network = Schemas['NetworkDetail'];
export type NetworkMember = Schemas['MemberItem'];
export type NetworkMemberInput = Schemas['MemberInput'];
export type NetworkPicture = Schemas['NetworkPicture'];
export type News = Schemas['NotificationItem'];
export type Novelty = Schemas['NoveltyItem'];
export type Offer = Schemas['OfferDetail'];
export type OfferCard = Schemas['OfferItem'];
export type OfferDraft = Schemas['OfferDraft'];
export type OfferLocation = Schemas['OfferPlace'];
export type OfferPage = Schemas['OfferCollection'];
export type OfferReason = Schemas['OfferReason'];
export type OfferRevision = Schemas['OfferRevisionDetail'];
export type OfferRevisionItem = Schemas['OfferRevisionItem'];
export type Organization = Schemas['OrganizationDetail'];
export type OrganizationInput = Schemas['OrganizationInput'];
export type OrganizationItem = Schemas['OrganizationItem'];
export type OrganizationLink = Schemas['OrganizationLink'];
export type OwnRole = Schemas['OwnRole'];
export type PracticeUse = Schemas['PracticeUseItem'];
export type PracticeUseInput = Schemas['PracticeUseInput'];
export type Profile = Schemas['Profile'];
export type Question = Schemas['QuestionItem'];
export type QuestionInput = Schemas['QuestionInput'];
export type Region = Schemas['RegionItem'];
export type RegionDetail = Schemas['RegionDetail'];
export type RegistrationAnswer = Schemas['RegistrationAnswer'];
export type RegistrationCheck = Schemas['RegistrationCheck'];
export type RegistrationInput = Schemas['RegistrationInput'];
export type RoleInput = Schemas['RoleInput'];
export type RoleRule = Schemas['RoleItem'];
export type Scope = Schemas['Scope'];
export type SearchPart = Schemas['SearchPart'];
export type SearchResult = Schemas['SearchResult'];
export type Session = Schemas['SessionItem'];
export type SessionFacts = Schemas['SessionFacts'];
export type SessionInput = Schemas['TrainingSessionInput'];
export type SessionRegistration = Schemas['RegistrationItem'];
export type SignInAnswer = Schemas['SignInAnswer'];
export type Synonym = Schemas['SynonymItem'];
export type SynonymInput = Schemas['SynonymInput'];
export type TandemPost = Schemas['TandemPost'];
export type TimelineEntry = Schemas['TimelineItem'];
export type Today = Schemas['Today'];
export type User = Schemas['UserItem'];
export type UserPatch = Schemas['UserPatch'];
