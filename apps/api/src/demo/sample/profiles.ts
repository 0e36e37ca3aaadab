import type { Topic } from '@kontor/contracts';
import type { Profile } from '@kontor/domain';

type Words = Pick<Profile, 'jobTitle' | 'languages' | 'topics' | 'expertise' | 'about'>;

/** @param spoken `fi native, en proficient`: as a sentence would say it */
function words(jobTitle: string, spoken: string, topics: Topic[], expertise: string[], about = ''): Words {
  const languages = spoken.split(', ').map((one) => one.split(' '));
  return {
    jobTitle,
    languages: languages.map(([language, level]) => ({ language, level }) as Profile['languages'][number]),
    topics,
    expertise,
    about,
  };
}

/** What the people of the demo tell of themselves. They are invented, and so is every word of it. */
export const PROFILES: Readonly<Record<string, Words & Partial<Profile>>> = {
  coordinator: words('Coordinator of the partnership', 'fi native, en proficient, sv independent', ['eparticipation', 'governance'], ['Facilitation', 'European projects'], 'I bring people together who have the same question. Ask me who has solved it before you begin.'),
  'editor.tampere': words('Service designer', 'fi native, en proficient', ['eparticipation', 'user-research', 'proactive-service'], ['Service blueprints', 'Youth councils'], 'I write down what worked in Tampere, and what did not.'),
  'editor.kortrijk': words('Project lead, shared services', 'nl native, en proficient, fr proficient', ['shared-service', 'procurement'], ['Inter-municipal contracts', 'Web platforms']),
  member: words('Volunteer, digital inclusion', 'nl native, en proficient, de independent', ['assisted-digital'], ['Help desks in libraries']),
  reviewer: { ...words('Senior lecturer', 'en native, fr independent', ['governance', 'open-data'], ['Evaluation of public services']), orcid: '0000-0002-1825-0097' },
  'decision-maker.kortrijk': words('Alderman for digital services', 'nl native, fr proficient, en independent', ['governance', 'shared-service'], ['Budgets']),
  operator: words('Runs this installation', 'en proficient', [], []),
  'coordinator.kortrijk': words('Head of the e-services unit', 'nl native, en proficient, de basic', ['shared-service', 'interoperability'], ['Regional co-operation', 'Governance of platforms']),
  'editor.tartu': words('Specialist, participatory budget', 'et native, en proficient, ru independent', ['eparticipation', 'deliberation', 'identity'], ['Participatory budgeting', 'Online voting']),
  'editor.karlstad': { ...words('E-office manager', 'sv native, en proficient, nb proficient', ['proactive-service', 'identity'], ['Case handling', 'E-forms']), availability: 'limited' },
  'editor.riga': words('Digital agency, business analyst', 'lv native, en proficient, ru proficient', ['open-data', 'interoperability'], ['Registers', 'Digital agency']),
  'editor.helsinki': words('Participation lead', 'fi native, sv proficient, en proficient', ['eparticipation', 'proactive-service'], ['OmaStadi', 'Text-message services']),
  'editor.ghent': words('Digital rights officer', 'nl native, en proficient, fr independent', ['proactive-service', 'open-data'], ['Automatic grants', 'Ethics']),
  'editor.gothenburg': words('Urban planner', 'sv native, en proficient', ['citizen-reporting', 'deliberation'], ['Map dialogues']),
  'editor.tallinn': words('Architect of city services', 'et native, en proficient, fi independent', ['interoperability', 'identity'], ['X-Road', 'Service registers']),
  'editor.kristiansand': words('Adviser, digital workflow', 'nb native, en proficient, da independent', ['shared-service'], ['Workflow of building permits']),
  'editor.norfolk': words('Customer insight manager', 'en native', ['user-research', 'assisted-digital'], ['Segmentation', 'Surveys']),
  'editor.osterholz': words('Leiterin Bürgerdialog', 'de native, en proficient', ['eparticipation', 'deliberation'], ['Planungszellen', 'Moderation'], 'Wir sind eine kleine Stadt und erzählen gern, was mit wenig Geld geht.'),
  'decision-maker.tallinn': words('Deputy mayor', 'et native, en proficient, fi independent', ['governance'], ['Smart city strategy']),
  'member.riga': words('Entrepreneur', 'lv native, pl proficient, en proficient', ['procurement', 'interoperability'], ['Start-ups', 'Innovation partnerships']),
}; // prettier-ignore
