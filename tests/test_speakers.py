"""Speakers: every way in which news names the source of a figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import Checker
from factcheck.speakers import find_speakers
from factcheck.tokens import tokenize
from tests.factories import make_article

CASES = [
    ("Forty died, according to the health ministry.", "health ministry"),
    ("According to the Civil Defence Office, 40 people died.", "Civil Defence Office"),
    ("The governor said 40 people had died.", "governor"),
    ('"We buried 40 of them," said the mayor of Arvenholt.', "mayor of Arvenholt"),
    ("Police counted that 40,000 had come.", "Police"),
    ("By the ministry's count 40 people died.", "ministry"),
    ("The Red Cross, which runs the camp, said 40 people had died.", "Red Cross"),
    ("Health officials in Lima have said that 40 people died.", "Health officials in Lima"),
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_speaker(text: str, name: str) -> None:
    assert name in [speaker.name for speaker in find_speakers(tokenize(text), frozenset())]


@pytest.mark.parametrize(
    "text", ["The reports were read by 40 people.", "Forty people died on the bridge."]
)
def test_nobody_speaks(text: str) -> None:
    assert find_speakers(tokenize(text), frozenset()) == []


def test_pronoun_is_marked() -> None:
    (speaker,) = find_speakers(tokenize("She said 40 people had died."), frozenset())
    assert speaker.pronoun


# A text, one of its figures, and who says it; "\n" parts paragraphs.
FIGURES = [
    # a body speaks of itself, its own people speak for it, and twice its number is what others say
    ("The army saved 12. The Vella Red Cross was sheltering 310, it said.", "310", "Vella Red Cross"),
    ("The Vella Bank lost 31 million euros, its president, Ana Lind, said.", "31 million euros", "Vella Bank's president, Ana Lind"),
    ("Flow at least twice Quill's estimate, scientists say", "twice", "scientists"),
    ("In Latin America and the Caribbean, an estimated 31 million are poor, the agency said.", "31 million", "agency"),
    ("Few here believe that 31 died.", "31", ""),
    # a cross is a body where it is red
    ("The Red Cross rescued 31 people on Monday.", "31", "Red Cross"),
    ("The Turkish Red Crescent has sheltered 31 people.", "31", "Turkish Red Crescent"),
    ("The Southern Cross rescued 31 people on Monday.", "31", ""),
    ("King's Cross evacuated 310 people.", "310", ""),
    ("Southern Cross lost a ship, its director said: 31 people were aboard.", "31", "director"),
    # the short form of a name
    ("The tide took 31 boats, the Coastal Safety Board (CSB) said on Friday.", "31", "Coastal Safety Board (CSB)"),
    ("Senator Ana Lind (D-Vella) told the panel that 31 schools had closed.", "31", "Senator Ana Lind"),
    ("The Walls Foundation (WF) has treated 31 patients.", "31", "Walls Foundation"),
    ("Some 31 boats (nine of them new) reported damage.", "31", ""),
    # "a month ago" is nobody
    ("The bank, which a year ago forecast growth of 3 percent, sees it at 1 percent.", "3 percent", "bank"),
    # whose count it is
    ("The tide cost 31 million euros by the latest count of the port office.", "31 million euros", "port office"),
    ("By an official count of the votes, 31 percent said no.", "31 percent", ""),
    ("The latest government count is 31 boats.", "31", "government"),
    ("The council put the number of boats in Vella, the port that was hit most, at 31.", "31", "council"),
    # who changes a number of dead counts them, and what changes it does not
    ("The council has lowered the number of people who have died of fever to 31.", "31", "council"),
    ("The heat has lowered the number of people who have died of fever to 31.", "31", ""),
    ("The council was still speaking of 31 dead.", "31", "council"),
    # a passive says nothing in front of its clause
    ("The council lowered the toll to 31 after finding that two men had been counted by the army.", "31", "council"),
    ("The council lowered the toll to 31 after finding that 12 men had been counted by the army.", "12", "army"),
    ("The toll of 31 that was given by the army is wrong.", "31", "army"),
    # ", who said" goes on
    ("Some 31 lie in Vella, the old capital, according to the surgeon Ana Lind, who said most are young.", "31", "surgeon Ana Lind"),
    # what may be expected is said by others
    ("A girl born here can expect to live 81 years, the statistics office said.", "81 years", "statistics office"),
    ("The council expects to house 310 people.", "310", "council"),
    # "as the army claims 31" begins a clause
    ("Toll climbs in Vella as army claims 31 rebels slain", "31", "army"),
    ("Prices rose 3 percent, as the bank predicted.", "3 percent", "bank"),
    ("The town has 31 schools, as the mayor said 12 would close.", "31", ""),
    # who lives through it gives way to who says it
    ("The region logged 31 fires and 9 deaths, the council said, which brings the year to 310 fires.", "310", "council"),
    ("Bern logged 31 mm of rain.", "31 mm", "Bern"),
    ("Police counted 31,000 at the gates, but twice as many came, the union said.", "31,000", "Police"),
    ("The killings recalled a raid in which 31 herders died.", "31", ""),
    # for whom a pronoun stands
    ("Colonel Ole Dahl met the press. Inside, officers found 31 guns, he said.", "31", "Colonel Ole Dahl"),
    ("The ward is full, Dr Ole Dahl said. It was built in May.\n\nNine nurses work there. Since spring 31 men have died, he said.", "31", "Dr Ole Dahl"),
    ("More bodies were found, up from the 21 reported Monday. Five of them had been shot, it said.", "Five", "it"),
    ("Officers said they were tired. They had seized 31 guns, they said.", "31", "Officers"),
    ("Asked about the ward, she said that 31 had died.", "31", "she"),
    # whose means they are
    ("Police chief Ole Dahl was not convinced: his drones counted 3,100.", "3,100", "Police chief Ole Dahl"),
    ("Ole Dahl was not convinced: his wife counted 3,100.", "3,100", "wife"),
    ("Halden employs 3,100 people, according to its last annual report.", "3,100", "Halden's last annual report"),
    ("The charity Arv came in May. Its surgeons have carried out 31 operations.", "31", "charity Arv"),
    ("In its bulletin of 10 May the council had listed 31 boats.", "31", "council"),
    ("The group Clear Voice complained. By its reckoning turnout was 54.9 percent.", "54.9 percent", "group Clear Voice's reckoning"),
    ("On Monday alone the council registered 31 boats.", "31", "council"),
    # a country reports what its ministry says
    ("Zambia reported 31 cases on Friday, and the total reached 310, the health ministry said.", "31", "health ministry"),
    ("Zambia reported 31 cases on Friday.", "31", "Zambia"),
    # what ends a passive, and a relative clause
    ("They doubt the number given by the owner of the mine near Vella, where 31 died in May.", "31", ""),
    ("Dahl, who denies the charge, is accused of stealing 31 million euros.", "31 million euros", ""),
    ("The mayor, who said 31 had died, 12 of them children, wept.", "12", "mayor"),
    # "not 23 as the firm says"
    ("Ana Lind told the press that 31 men were trapped, not 23 as the company says.", "23", "company"),
    ("Ana Lind told the press that 31 men were trapped, not 23 as the company says.", "31", "Ana Lind"),
    ("Half of the 900 men, as many as the union claims, stayed.", "900", ""),
    # two counts in one sentence
    ("12,000 people according to the police, 30,000 according to the unions behind it.", "30,000", "unions"),
    ("4,100 people left according to the county, and 9,000 if one believes the mayor.", "4,100", "county"),
    ("4,100 people left according to the county, and 9,000 if one believes the mayor.", "9,000", "mayor"),
    ("There were 2,900 marchers in the count of the union, nearly 900 in that of the ministry.", "900", "ministry"),
    ("There were 2,900 marchers in the count of the union, nearly 900 in that of the ministry.", "2,900", "union"),
    ("18,000 people came, according to the police, and 60,000 if one asks the organisers.", "60,000", "organisers"),
    ("The union has the names of 43 missing miners.", "43", "union"),
    ("The M9 put its losses at 19 and said it had killed 140 soldiers.", "19", "M9"),
    ("Organisers put the crowd at 31,000, police at 9,000.", "9,000", "police"),
    ("The blast hurt 31 soldiers, officers 12.", "12", ""),
    ("Between 3,100 (police) and 9,000 (organisers) people marched.", "3,100", "police"),
    ("Between 3,100 (police) and 9,000 (organisers) people marched.", "9,000", "organisers"),
    ("The party won 31 percent (38 percent in 2010).", "31 percent", ""),
    ("Sales fell 4.1 percent, compared with the 3.5 percent expected by economists in a Keel poll.", "4.1 percent", ""),
    ("Sales fell 4.1 percent, the statistics office said, below analyst forecasts for 6.6 percent.", "6.6 percent", "statistics office"),
    # behind a dateline, an age, a report
    ("PORT VELLA, April 24 (Arv) - The Bank of Norway cut its rate to 5.75 percent.", "5.75 percent", "Bank of Norway"),
    ("Ole Dahl, 52, a farmer in Vella, said 31 sheep had drowned.", "31", "Ole Dahl"),
    ("Some 31 men died, three of them minors, says a report published on Friday by the Norden Fund.", "31", "Norden Fund"),
    # a clause of its own
    ("Although officials put the toll at 31, villagers said they had buried more than 100.", "31", "officials"),
    ("Although officials put the toll at 31, villagers said they had buried more than 100.", "100", "villagers"),
    ("The bank forecasts growth of 3.1 percent, well below the government's estimate of 4 percent.", "3.1 percent", "bank"),
    ("The bank forecasts growth of 3.1 percent, well below the government's estimate of 4 percent.", "4 percent", "government"),
    ("The fund's figure of 31 dead is disputed by the army, which speaks of 12.", "12", "army"),
    ("The police say 31 were hurt, medics 120.", "120", "medics"),
    ("The police say 31 were hurt, women 12.", "12", "police"),
    # said by phone, by the mayor
    ("A spokesman for the army, Colonel Ole Dahl, said by phone that 31 rebels were dead.", "31", "spokesman for the army, Colonel Ole Dahl"),
    ("The bomber, said by the mayor to be 31, died.", "31", ""),
    ("No group claimed the attack, which killed 31.", "31", ""),
    ('"I counted 31 bodies," one of the medics told the Herald.', "31", "medics"),
    ('"Some 31 people died," one London curator told the news agency AFP.', "31", "one London curator"),
    ('One police officer said 31 people were "missing"', "31", "police officer"),
    ("University of Oslo researchers say 31 people died.", "31", "University of Oslo researchers"),
    ("Some 31 per cent of those polled by TVBS want it.", "31 per cent", "TVBS"),
    ("Some 31 per cent are against it, a survey for the weekly Ollum am Sonntag found.", "31 per cent", "survey for the weekly Ollum am Sonntag"),
    ("In March San Juan asked Congress for $31 million.", "$31 million", "San Juan"),
    ("The daily average hit 31C, the highest ever measured.", "31C", ""),
    ("Nine died at the scene and 31 in hospital, said Ole Dahl, of the highway police.", "31", "Ole Dahl"),
    ("Monitors logged 3,100 breaches on Monday, the mission's report showed.", "3,100", "mission"),
    ("Police counted 3,100, the organisers claimed.", "3,100", "Police"),
    # a quotation goes on behind a pronoun
    ('Ana Lind lost her house. "There were 12 of us," she said. "Then there were 31."', "31", "Ana Lind"),
    ('The ward is full. "There are 12 of us," she said.', "12", "she"),
    ("Asked how many had died, the minister answered: “We have 31.”", "31", "minister"),
    ("Report: 31 million lack clean water", "31 million", "Report"),
    # by whom, behind the figure
    ("The number of dead was raised to 31 by the army on Monday.", "31", "army"),
    ("The toll was put at 31 by the Red Cross and at 12 by the army.", "12", "army"),
    ("The price was cut to 31 euros by the shop.", "31 euros", ""),
    ("Estimates of the dead range from 12 (the army) to 31 (the Red Cross).", "31", "Red Cross"),
    # a clause that begins with a speaker says nothing of the one before
    ("Twelve men died after police said 31 had fled.", "Twelve", ""),
    ("Twelve men died before help came, police said.", "Twelve", "police"),
    ("Shares fell 12 percent because the firm said it expected a loss of 31 million euros.", "12 percent", ""),
    # where a name ends
    ("According to the governor the blast killed 31.", "31", "governor"),
    ("According to Save the Children, 31 died.", "31", "Save the Children"),
    ("Some 31 died, according to police and hospital officials, who expect more.", "31", "police and hospital officials"),
    ("Some 31 died, according to police and 12 fled.", "31", "police"),
    ("A study published in the journal Nature says 31 percent of the ice has melted.", "31 percent", "study published in the journal Nature"),
    ("The inspectorate analysed 310 samples, it said, and will take more.", "310", "inspectorate"),
    ("The union demands 12 percent.", "12 percent", "union"),
    # "it" that acts, where it stands for a body
    ("The ministry runs the ward. It has bought 31 beds.", "31", "ministry"),
    ("The house is old. It has housed 31 people.", "31", ""),
    ("Our verification team has located 31 craters.", "31", ""),
    ("Bern logged 310 mm of rain, 31 of them at night according to the weather office.", "310 mm", "Bern"),
    ("The drought has hit 31 towns, the World Food Union (WFU) and the government said in a report.", "31", "World Food Union (WFU) and the government"),
    ("The envoy to Peru, Ana Lind, warned of a famine that could affect 31 towns.", "31", "envoy to Peru, Ana Lind"),
    ("Oil fell to $31 a barrel, its lowest in years, as Norvik said output had risen to 32 million barrels.", "$31 a barrel", ""),
    ("Prices rose 3 percent in May, as the bank had forecast in its 2015 report.", "3 percent", "bank"),
    ("An internal report seen by the Herald says 31 prisoners died.", "31", "internal report seen by the Herald"),
    # who keeps to a figure, comes to one, knows of one, links deaths to their cause
    ("The owner speaks of 12 dead; the port office sticks to 31.", "31", "port office"),
    ("The miners' union stands by its figure of 310 dead.", "310", "miners' union"),
    ("The company sticks to 31 suppliers.", "31", ""),
    ("The ministry was told of it. It stands by its count of 31 dead.", "31", "ministry"),
    ("Drivers must stick to 31 kilometres per hour.", "31 kilometres per hour", ""),
    ("Geologists in Vella, who dug for a week, arrive at 310.", "310", "Geologists in Vella"),
    ("The Guild of Masons, whose members walked the streets, came to 310.", "310", "Guild of Masons"),
    ("The convoy arrived at 310 camps.", "310", ""),
    ("Donations to the union came to 310.", "310", ""),
    ("The divers sang and came to 31 dead.", "31", ""),
    ("The consulate knows of 31 missing sailors.", "31", "consulate"),
    ("Doctors link 31 deaths to the heat.", "31", "Doctors"),
    ("The bridge links 31 villages to the coast.", "31", ""),
    ("The families' committee has a list of 31 missing people.", "31", "families' committee"),
    ("The clinic has a total of 31 beds.", "31", ""),
    ("The owner swears there were 31 people on the ferry.", "31", "owner"),
    ("The mayor swore in 31 officers.", "31", ""),
    ("Peace talks of 31 nations began.", "31", ""),
    ("The guards maintained last night that 31 boats had sunk.", "31", "guards"),
    ("The broker expects clean-up costs of 31 million euros.", "31 million euros", "broker"),
    # a speaker who shares the verb of the one before
    ("Local unions counted 9,000 people, provincial police 3,100.", "3,100", "provincial police"),
    ("The church counted 310 marchers, police only 31.", "31", "police"),
    ("Police estimates ran to 310, those of the organisers to 910.", "910", "organisers"),
    ("The army put its losses at 12 and those of the rebels at 31.", "31", "army"),
    ("Organisers spoke of 910 marchers; police, of 310.", "310", "police"),
    ("The regulator found 31 breaches, auditors 90.", "90", "auditors"),
    # whose a figure is, and for whom it holds
    ("The toll is nearly twice the government's 310.", "310", "government"),
    ("The army's 31 tanks were burned.", "31", ""),
    ("The union puts the dead at 90; for the company it is 31.", "31", "company"),
    ("The council has put up 90 tents; for the children it is a home, and 31 sleep there.", "31", ""),
    ("The mayor's office has it at 31.", "31", "mayor's office"),
    ("The win makes it 31 in a row.", "31", ""),
    ("The village counted 90 graves. The army maintains its figure of 31.", "31", "army"),
    ("The bank maintains a staff of 31.", "31", ""),
    ("One survivor spoke of 31 dead.", "31", "survivor"),
    ("One storm claimed 31 lives.", "31", ""),
    ("The mayor, asked about the 90 dead reported by the church, said he knew of 31.", "90", "church"),
    ("Wrong, insists the hospital: 31 people came.", "31", "hospital"),
    ("The company stood to lose 31 tonnes.", "31 tonnes", ""),
    ("The Herald has seen a list of 31 names.", "31", ""),
    # what everybody knows of what went before
    ("The fund said it would pay, days after a sinking in which 31 people died.", "31", ""),
    ("According to the guard, 12 were lost, a day after a ferry with 31 aboard sank.", "31", "guard"),
    ("Insurers expect to raise premiums after a storm in which 31 people died.", "31", ""),
    ("The mayor said 31 people had died after a storm that felled 900 trees.", "900", "mayor"),
    ("The mayor said that a day after the storm 31 were missing.", "31", "mayor"),
    ("People here say 31 died.", "31", "People"),
    # an outcry, and how a quotation is spoken
    ("Nonsense, says the ferry union: there were 310!", "310", "ferry union"),
    ("The council, says the mayor, has hired 31 guards.", "31", "council"),
    ('"The paper we saw says 31 boats," fumes union leader Ana Lind.', "31", "union leader Ana Lind"),
    ('The mayor shouted: "There are 310 dead!"', "310", "mayor"),
    ("The fumes, 31 metres high, spread.", "31 metres", ""),
    ('The army waited. "They gave me 310 euros," said Ole Dahl.', "310 euros", "Ole Dahl"),
    # for whom a pronoun stands
    ('A patrol boat came, spokesman Ole Dahl said, calling the 12 given by a union wrong. "It was 31," he said.', "31", "spokesman Ole Dahl"),
    ("On Monday people on a ferry rang us. They said 31 were aboard.", "31", "people"),
    ("A soldier who asked not to be named cast doubt on the army's claim to have killed 31.", "31", "army"),
    ("Norway's central bank cut its rate to 3 percent, and said prices had risen.", "3 percent", "Norway's central bank"),
    # nobody, and whoever is only asked
    ("The port, Vella, said the same day that 31 boats had sunk.", "31", "port, Vella"),
    ("Whether 31 fell, nobody here can say.", "31", ""),
    ("Employers reported 310 vacancies, the labour ministry said.", "310", "labour ministry"),
    ("Police reported 31 arrests, and the mayor said 12 shops had burned.", "31", "Police"),
    ("The ombudswoman, Ana Lind, put the number released by Norway at 31.", "31", "ombudswoman, Ana Lind"),
    ("In Vella, where the firm expects 31 layoffs, 5 percent are idle.", "5 percent", ""),
    ("In Vella, where the firm says 31 died, 12 of them guests, it rained.", "12", "firm"),
    # names that open with what is asked for, or hold "against", "do" and the like
    ("Feed the Elders has 31 kitchens, Feed the Elders said.", "31", "Feed the Elders"),
    ("The League against Hunger said 31 had died.", "31", "League against Hunger"),
    ("The state of Vila do Norte said 31 had died.", "31", "state of Vila do Norte"),
    ("On Friday the Keel Office said 31 had died.", "31", "Keel Office"),
    ("The Zambezi Ferrymen's Union objects and speaks of 310.", "310", "Zambezi Ferrymen's Union"),
    ("The Zambian coast guard cut the toll to 31, saying that 12 had been counted twice.", "31", "Zambian coast guard"),
    ("Some 31 boats sank, according to the Norwegian Red Crescent.", "31", "Norwegian Red Crescent"),
    ("Some 31 homes have no power, according to gridwatch.no.", "31", "gridwatch.no"),
    ("It was 31 degrees, the Bureau of Tides (NMI) said.", "31 degrees", "Bureau of Tides"),
    ("Some 31 boats sank, Statistics Keel (SNK) noted.", "31", "Statistics Keel (SNK)"),
    ("Some 31 boats sank, police (Reuters) said.", "31", "police"),
    # where a name ends
    ("According to the tax office only 31 shops closed.", "31", "tax office"),
    ("According to the skipper these were 31 men.", "31", "skipper"),
    ("According to the Office for Tides part-time guards are 31 of 90.", "31", "Office for Tides"),
    ("Some 31 boats sank, according to an expert's tally.", "31", "expert's tally"),
    ("A paper quoted the mayor of Vella, Ana Lind, as saying that 31 had died.", "31", "mayor of Vella, Ana Lind"),
    ("Some 31 were shot, two sources said, citing UN figures.", "31", "UN"),
    ("Norway's navy found 12 boats and Danish officers those of another 31.", "31", "Danish officers"),
    # things, the counted and clauses are nobody
    ("Some 31 pupils, nine girls among them, fell ill, says the Keel Medical Board, which runs the school.", "31", "Keel Medical Board"),
    ("Nurses of Open Hand who came with water and tents wrote down 310.", "310", "Nurses of Open Hand"),
    ("Those who got away say 31.", "31", "Those"),
    ("Some 31 shops are shut, the chamber that owns them announced.", "31", "chamber"),
    ("The mayor said the chiefs and the priests had reported 31 to him.", "31", "chiefs and the priests"),
    ("The mayor rejected the claim that 31 homes are kept empty by landlords.", "31", ""),
    ("310 new boats in Vella: they are the largest", "310", ""),
    ("Sheep sold at 310 euros each in Vella.", "310 euros", ""),
    ("July and August revised down by 310 jobs", "310", ""),
    ("Cheaper oil explains half of the fall of 31 points.", "31 points", ""),
    ("The list of the lost has 31 names, on the list of the missing are 12.", "12", ""),
    ("The navy is looking for 31 men alleged to have fled.", "31", ""),
    ("Nine were aboard when it left Oran, say the three who were saved off Vella.", "Nine", "three"),
    ("The toll stands at 31, the clinic said, which gives a rate of 12 percent.", "12 percent", "clinic"),
    ("Ana Vik, backed by groups that ex-mayor Ole Dahl founded, had 31 percent, said the council on its website.", "31 percent", "council"),
    ("Ole Dahl, the mayor, said police in Vella had counted 31 boats.", "31", "police in Vella"),
    # what stands between a speaker and his verb
    ("Stewards who in May still thought 900 would come now expect 310.", "310", "Stewards"),
    ("Stewards who in May still thought 900 would come now expect 310.", "900", "Stewards"),
    ("The patrol has since the truce of June noted 310 shots.", "310", "patrol"),
    ("Ole Dahl, the deputy minister of ports, counted 31 boats saved.", "31", "Ole Dahl, the deputy minister of ports"),
    ("The slide, measured at 31 metres by the tide office, held.", "31 metres", "tide office"),
    ('"Port sources" guessed at 310.', "310", "Port sources"),
    ("The union, the biggest in Vella, maintains however that 310 came.", "310", "union"),
    ("The spokesman claimed by telephone that 31 men were held.", "31", "spokesman"),
    ("In Vella, the guard recovered 12 bodies and said 31 were missing.", "31", "guard"),
    ("Ferrymen say 31, fishermen 90.", "31", "Ferrymen"),
    # for whom a pronoun stands
    ("Fewer than before came. They sold 310 tickets, she says.", "310", "she"),
    ("The Keel Brigades claimed responsibility. It said 31 had died.", "31", "Keel Brigades"),
    ("For the Reform party the official number is wrong. A mere 31 percent voted, it said.", "31 percent", "Reform party"),
    ("The guild warned against the pay demands of the crews. It would cost 31 million euros, it said.", "31 million euros", "guild"),
    ("Rebuked by the court, the council raised its toll to 31 and said the press had lied.", "31", "council"),
    # who keeps to a figure, comes to one, admits it or goes no further
    ("The union counted 910 in the square, the police stopped at 310.", "310", "police"),
    ("The bus stopped at 310.", "310", ""),
    ("Relatives say 90 are missing, but the ministry would not go beyond 31.", "31", "ministry"),
    ("The mayor went beyond 31.", "31", ""),
    ("Police refused to go higher than 31.", "31", "Police"),
    ("Officials have not moved from 31.", "31", "Officials"),
    ("The navy went no further than 31.", "31", "navy"),
    ("The rebels will only own up to nine dead.", "nine", "rebels"),
    ("The patients were admitted to 31 clinics.", "31", ""),
    ("The council came up with 310.", "310", "council"),
    ("Researchers had settled on more than 310.", "310", "Researchers"),
    ("The parties settled on 31 ministers.", "31", ""),
    ("The club settled for 31 million euros.", "31 million euros", ""),
    ("The mayor talks about 31 dead.", "31", "mayor"),
    ("The union is certain that 31 died.", "31", "union"),
    ("The union is sure of 31.", "31", "union"),
    ("The bishop let it be known that 31 had died.", "31", "bishop"),
    ("The toll had reached 31, the bishop let it be known.", "31", "bishop"),
    ("The opposition would have it that 310 came.", "310", "opposition"),
    ("The unions hold that 310 came.", "310", "unions"),
    ("The rebels hold 31 hostages.", "31", ""),
    ("Some 910 came, a number that the council brings down to 310.", "310", "council"),
    ("Some 910 came, a number that the council brings down to 310.", "910", ""),
    ("The flood brought the water down to 31 metres.", "31 metres", ""),
    ("The tide office kept to its account of a 3.1 quake.", "3.1", "tide office"),
    ("Some sources give the number of girls as 31, others as 12.", "31", "Some sources"),
    ("Some sources give the number of girls as around 31, others as some 12.", "12", "others"),
    ("Parents give 31 books a year to the school.", "31", ""),
    # who has it in writing, and who has the dead of others
    ("The army says 12 were shot, but church workers have the names of 31.", "31", "church workers"),
    ("The harbour master has 31 names on his list.", "31", "harbour master"),
    ("That is above the 31 that the health office has on its books.", "31", "health office"),
    ("The union's lawyers have a list of 31 names.", "31", "union's lawyers"),
    ("The library has 31 desks on its ground floor.", "31", ""),
    ("For the valley the patrol has down 310 shots.", "310", "patrol"),
    ("For the valley the patrol has down 310 shots, and for Keel 90.", "90", "patrol"),
    ("State radio had 31 dead, the rebels' channel 90.", "31", "State radio"),
    ("State radio had 31 dead, the rebels' channel 90.", "90", "rebels' channel"),
    ("The army had 31 dead.", "31", ""),
    ("The mayor had 31 guests.", "31", ""),
    ("The weekly Kveld had the toll at 31.", "31", "weekly Kveld"),
    ("A reporter saw 31 coffins.", "31", "reporter"),
    ("A farmer saw 31 hares.", "31", ""),
    ("The relief agency said its scouts saw 31 graves.", "31", "relief agency"),
    ("The start-up says it has 31 guards.", "31", "start-up"),
    ("Whether 12 died, or 31, as others say, is not known, said the bishop.", "31", "others"),
    ("Whether 12 died, or 31, as others say, is not known, said the bishop.", "12", "bishop"),
    ("For the police there were 310, for the union 900.", "310", "police"),
    ("For the police there were 310, for the union 900.", "900", "union"),
    ("Some 31 died, the Herald said on its website, citing the police.", "31", "police"),
    ("The union's number: 31.", "31", "union"),
    ("The exit poll gives the Reds 312 seats and Progress 268.", "268", "exit poll"),
    # spoken of in a place, and told by another
    ("The minister spoke in parliament of 31 dead.", "31", "minister"),
    ("The minister spoke on Monday of his youth, 31 years ago.", "31 years", ""),
    ("The council heard from the surgeon that 31 had died.", "31", "surgeon"),
    ("The toll was put at 90 by the mayor and at 31 by the army.", "31", "army"),
    ("The toll was put at 90 by the mayor and at 31 by the army.", "90", "mayor"),
    ("The mayor later brought it down to 31.", "31", "mayor"),
    ("The flood later brought it down to 31.", "31", ""),
    ("The insurers assume damage of 31 million euros.", "31 million euros", "insurers"),
    # names with a hyphen, places in a row, clauses of their own
    ("Kim Jae-un, the deputy minister of ports, counted 31 boats saved.", "31", "Kim Jae-un, the deputy minister of ports"),
    ("The guild said half of the 90 ships of Norway, Denmark and Sweden, 31 of them new, are idle.", "31", "guild"),
    ("Kenyan authorities have counted 12 dead, and in Vella alone 31 were hurt, an officer said.", "12", "Kenyan authorities"),
    ("Kenyan authorities have counted 12 dead, and in Vella alone 31 were hurt, an officer said.", "31", "officer"),
    ("Opening an appeal for 31 million euros, of which nine million are for Vella, the relief chief spoke of hunger.", "31 million euros", "relief chief"),
    ("An official saw 31 people vote.", "31", "official"),
    # second voices: whose a figure is by a phrase of its own
    ("The unions say 900 came; at the CWL they counted 1,200.", "1,200", "CWL"),
    ("Police put the crowd at 400. At the union's headquarters they spoke of 900.", "900", "union's headquarters"),
    ("The council spoke of 90 boats. In the harbour they counted 31.", "31", "council"),
    ("The mayor spoke of 90 dead, whereas a figure of 31 came from the prefecture.", "31", "prefecture"),
    ("From the ministry came a figure of 31.", "31", "ministry"),
    ("Some 31 trucks came from the army.", "31", ""),
    ("Word from the ministry was that 31 had died.", "31", "ministry"),
    ("The dead were given as 12 by the prefecture, 31 by the fire brigade.", "31", "fire brigade"),
    ("The dead were given as 12 by the prefecture, 31 by the fire brigade.", "12", "prefecture"),
    ("Some 12 were shot by the police, 31 by the army.", "31", ""),
    # who has dead, books or players of its own is no voice where another one closes; days and deeds are none
    ("The weekly market had 41 dead, the mayor said.", "41", "mayor"),
    ("The post office had 12 injured in the blast, police said.", "12", "police"),
    ("The television tower had 12 injured.", "12", ""),
    ("The clinic has 300 patients on its books, the health office said.", "300", "health office"),
    ("The number of dead rose to 300 by April, 900 by June.", "900", ""),
    ("The number of attacks was 41 by rebels, 12 by the army.", "12", ""),
    ("The mayor heard from the police that 41 had died, and said 12 were missing.", "12", "mayor"),
    ("The mayor heard from the police that 41 had died, and said 12 were missing.", "41", "police"),
    ("According to police.12 people were hurt.", "12", "police"),
    ("Some 41 people died in Peru, and in the camps there was talk among", "41", ""),
    ("Estimates run from 31 by the owner to 90 by the union.", "31", "owner"),
    ("The patrol said its count was 90 shots, 31 by the army.", "31", "patrol"),
    ("The guild hired 12 men. It has 31 on its books.", "31", ""),
    ("The toll was revised to 31 by health officials.", "31", "health officials"),
    ("The union counted 900 marchers, against 310 for the police.", "310", "police"),
    ("The Greens won 31 percent of the vote, against 12 percent for the ruling union.", "12 percent", ""),
    ("The firm has 12 trucks for the army.", "12", ""),
    ("The toll, in the bishop's estimation, is 31.", "31", "bishop"),
    ("By the council's own admission 31 died.", "31", "council"),
    ("In the bishop's house 31 died.", "31", ""),
    ("The dead were 90 by the bishop's reckoning, 31 by the army's.", "31", "army"),
    ("The figure of 31 is the union's.", "31", "union"),
    ("The company's figure is 90. The union's is 31.", "31", "union"),
    ("The nurse's guess was 31.", "31", "nurse"),
    ("The army's version is that 31 died.", "31", "army"),
    ("The government's death toll is 31.", "31", "government"),
    ("The army's death toll is 31.", "31", ""),
    ("The dead number 31, if the church is to be believed.", "31", "church"),
    ("To hear the bishop tell it, 31 died.", "31", "bishop"),
    ("The dead number 31, to believe the church.", "31", "church"),
    ("Some 31 drowned, or so the ferrymen say.", "31", "ferrymen"),
    ("Some 31 drowned, at least that is what the ferrymen claim.", "31", "ferrymen"),
    ("That makes 31 dead, the number which the rescue agency gave at noon.", "31", "rescue agency"),
    ("At police headquarters the talk was of 31.", "31", "police headquarters"),
    ("There is talk among the ferrymen of 31 drowned.", "31", "ferrymen"),
    ("By their own account the rebels lost 31 men.", "31", "rebels"),
    ("The junta concedes 12 dead, exiles claim 31.", "31", "exiles"),
    ("The firm says 90; others put it as high as 31.", "31", "others"),
    ("Charities reckon with 900 homeless, the town hall with 310.", "310", "town hall"),
    ("The police spoke of 310, a spokeswoman for the stewards of 910.", "910", "spokeswoman for the stewards"),
    ("According to the stewards' figures 910 came, according to those of the police 310.", "310", "police"),
    ("The claim by the rebels of 31 dead is new.", "31", "rebels"),
    # who is cited, and by whom
    ("Some 31 died, local media reported, citing the police.", "31", "police"),
    ("Some 31 died, the ministry said, citing the police.", "31", "ministry"),
    ("A doctor cited by the Herald counted 31 bodies.", "31", "doctor cited by the Herald"),
    ("The Herald quotes doctors as saying 31 died.", "31", "doctors"),
    ('The guard found 31 kilos of gold, "a fine sight", in the words of the inspector, police in Keel say.', "31 kilos", "police in Keel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "name"), FIGURES)
def test_speaker_of_a_figure(checker: Checker, text: str, figure: str, name: str) -> None:
    claims = [one.claim for one in checker.check(make_article(text))]
    assert [one.speaker for one in claims if one.quantity.text == figure][:1] == [name]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    tokens = tokenize(text)
    for speaker in find_speakers(tokens, frozenset()):
        assert 0 <= speaker.first < speaker.last <= len(tokens.words)
