"""What one figure of an invented article counts, where, when and by whose word."""

from __future__ import annotations

from datetime import date

import pytest
from factories import make_article

from factcheck import Checker
from factcheck.cues import CueIndex, spelled_out
from factcheck.model import Claim, Cue


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load()


# text, figure, field, what it is; each sentence was written for the rule it names.
CASES: list[tuple[str, str, str, object]] = [
    # places
    ("OTTAWA (Wire) - Canada's economy added 41,000 jobs in May.", "41,000", "place", "canada"),
    ("A coach crashed in the Pakistani city of Hyderabad and 12 people died.", "12", "place", "hyderabad_pakistan"),
    ("About 20,000 people marched in the Slovak capital on Friday.", "20,000", "place", "bratislava"),
    ("At least 6 people died in Tanzania and Rwanda.", "6", "place_name", "Tanzania and Rwanda"),
    ("Unemployment stood at 9 percent in May and inflation at 4 percent.", "9 percent", "measure", "unemployment_rate"),
    ("Inflation came to 4.6 percent. In Oslo the annual rate was 4.8 percent.", "4.8 percent", "measure", "inflation"),
    ("Inflation came to 4.6 percent. The rate on the loan is 9 percent.", "9 percent", "measure", None),
    ("Fires burned 9.2 million hectares in Tunisia, 4 million of them near Sfax.", "4 million", "measure", "area_burned"),
    ("The Harbour Bloc will have 51 seats, the Liberty Party 39.", "39", "modality", "asserted"),
    ("The Harbour Bloc will have 51 seats, an exit poll shows.", "51", "modality", "forecast"),
    ("The crash killed 17 people. Traffic stopped. Another 12 people were missing.", "12", "relation", ""),
    ("The crash killed 17 people. Traffic stopped. Another 12 people were killed.", "12", "relation", "change"),
    ("Under the draft law parliament will have 240 seats.", "240", "modality", "forecast"),
    ("Labour took 13 seats and Democratic Renewal 7.", "7", "population", None),
    ("In Manabi the lists, written in French, name 33 dead.", "33", "place_name", "Manabi"),
    ("33 people died in Manabi and 8 in Esmeraldas.", "8", "place_name", "Esmeraldas"),
    ("Liberia has counted 6,525 cases of Ebola and Sierra Leone 4,759.", "6,525", "place", "liberia"),
    ("Liberia has counted 6,525 cases of Ebola and Sierra Leone 4,759.", "4,759", "place", "sierra_leone"),
    ("In Guinea 304 people have died of Ebola, in Liberia 105.", "105", "place", "liberia"),
    ("Zambia counted 500 deaths. Neighbouring Zimbabwe has reported 376 deaths.", "376", "place", "zimbabwe"),
    ("Ebola spreads in Congo, the ministry in Kinshasa said. It has counted 3,272 cases.", "3,272", "place", "democratic_republic_of_the_congo"),
    ("In Fiji, where the storm came ashore at Navua and killed six, the government put the toll at 41.", "41", "place", "fiji"),
    ("In Peru, which borders Ecuador and shares its coast, at least 41 people drowned.", "41", "place", "peru"),
    ("Kenya's interior ministry confirmed 4,510 deaths, 2,230 of them herders from villages around Marsabit.", "4,510", "place", "kenya"),
    ("Nepal's disaster authority confirmed 163 deaths, 34 of them in Lalitpur.", "163", "place", "nepal"),
    ("The floods killed 90 people in Chad, among them 12 in Moundou.", "90", "place", "chad"),
    ("Spokeswoman Ana Reyes said in Geneva that 400,000 people in Haiti needed food.", "400,000", "place", "haiti"),
    ("The ministry in Lima sent 320 officers to the scene in Cusco.", "320", "place", "cusco"),
    ("Rescuers in Ahrweiler said 130 people were missing.", "130", "place_name", "Ahrweiler"),
    ("Tokyo says 41 civilians have been killed.", "41", "place", "japan"),
    ("Ghana counted 10 deaths and Togo a single one.", "10", "place", "ghana"),
    ("Cars blocked the road to Homs as nearly a million displaced Syrians set out for home.", "a million", "place", "syria"),
    ("Joblessness among Greeks reached 20.9 percent.", "20.9 percent", "place", "greece"),
    ("Floods killed 41 people, some of them from Honduras, in southern Mexico.", "41", "place", "mexico"),
    ("The toll for Sindh was revised down from 802 to 521.", "521", "place", "sindh"),
    ("Work by Andrew London, 52, shows that 41 percent of pupils in Leeds cannot swim.", "41 percent", "place", "leeds"),
    ("The quake killed 163 people nationwide, most of them in Lalitpur, Nepal.", "163", "place", "nepal"),
    ("Ganja in Azerbaijan came under fire. The mayor said one person had been killed there and 32 hurt.", "32", "place", "ganja"),
    ("Shelling of Goma went on. Doctors in the city counted 41 dead.", "41", "place", "goma"),
    ("Police put the crowd in Taksim Square in Istanbul at 80,000.", "80,000", "place_name", "Taksim Square, Istanbul"),
    ("Police put the crowd in Taksim Square in Istanbul at 80,000.", "80,000", "place", "istanbul"),
    # what is counted
    ("Cholera has spread to 1,204 people.", "1,204", "measure", "cases"),
    ("A ferry with 168 people on board sank.", "168", "measure", None),
    ("The death toll from the floods in Brazil's southern state of Rio Grande do Sul rose to 147.", "147", "measure", "killed"),
    ("For advice call the toll-free line, 3200.", "3200", "measure", None),
    ("The war has killed 4,000 people and five million are one step from famine.", "five million", "measure", None),
    ("Some 5,000 people attended a service for those killed by the flood.", "5,000", "measure", None),
    # what is counted: the displaced, the cut off, the served
    ("A burst main left 41 villages without water.", "41", "measure", "settlements_without_water"),
    ("A burst main left 41,000 people without water.", "41,000", "measure", "without_water"),
    ("About 41 hamlets in the upper valley have gone without piped water since May.", "41", "measure", "settlements_without_water"),
    ("The number of people without power fell to 41,000.", "41,000", "measure", "without_power"),
    ("The number of houses destroyed by the storm has reached 4,100.", "4,100", "measure", "homes_damaged"),
    ("The number of those displaced in the east hit 41,000 people.", "41,000", "measure", "idp_stock"),
    ("The proportion of adults living in poverty, 12 percent, is high.", "12 percent", "measure", "poverty_rate"),
    ("The number of forcibly displaced people around the globe hit 117 million.", "117 million", "measure", "displaced_total"),
    ("About 41,000 homes in the north lost power in the storm.", "41,000", "measure", "without_power"),
    ("The war has uprooted 41,000 people, half of them abroad.", "41,000", "measure", "displaced_total"),
    ("About 41,000 people were hurt, 12 of them seriously.", "41,000", "measure", "injured"),
    ("About 41,000 people are displaced, 3,800 of them within the country and the rest abroad.", "3,800", "measure", "idp_stock"),
    ("Storms cost insurers $41 billion, of which $2 billion fell on Texas.", "$2 billion", "measure", "economic_damage"),
    ("The floods cost Germany's insurers $41 billion.", "$41 billion", "measure", "economic_damage"),
    ("At one point as many as 41,000 protesters were on the square.", "41,000", "measure", "protesters_peak"),
    ("The damaged plant supplied tap water to 41,000 people.", "41,000", "measure", "population_served"),
    ("Jackson's failed plant cut off supplies to 41,000 residents.", "41,000", "measure", None),
    ("The band drew a crowd of 41,000 to the stadium for the final.", "41,000", "measure", None),
    ("The firm relocated 41,000 workers to its new office.", "41,000", "measure", None),
    ("More than 41,000 passengers were affected by the pilots' strike.", "41,000", "measure", None),
    # the level opens its clause, is a share of people, or stands in years
    ("At 4.4 percent, the jobless rate in Norway is low.", "4.4 percent", "measure", "unemployment_rate"),
    ("The share of Finns without work fell to 7.1 percent.", "7.1 percent", "measure", "unemployment_rate"),
    ("The life expectancy of Swiss women climbed to 85.", "85", "measure", "life_expectancy"),
    ("Life expectancy is a worry, said Ana Lind, 62, a doctor.", "62", "measure", None),
    ("The $1.9 trillion French economy is large.", "$1.9 trillion", "measure", "gdp"),
    ("The town gets 120 mm of rain a year.", "120 mm", "measure", "rainfall"),
    ("The plant emits 3 million tonnes of CO2.", "3 million tonnes", "measure", "co2_emissions"),
    # both counts of a vote, the next party of a list, and how far a count has come
    ("The bill passed by 61 votes to 38.", "61", "measure", "votes"),
    ("She beat her rival by 424 votes.", "424", "measure", None),
    ("The motion got 141 votes in favour.", "141", "measure", "votes"),
    ("In the election the Reds took 31.5 percent and the Blues 27.2 percent.", "27.2 percent", "measure", "vote_share"),
    ("She took 6.9 million votes, or 48.9 percent.", "48.9 percent", "measure", "vote_share"),
    ("Women hold 47 of the 130 seats in the lower house, or 36 percent.", "36 percent", "measure", "seats"),
    ("With 98 percent of the ballots counted, she led.", "98 percent", "measure", None),
    # points are points of the rate beside them; an aim is no value
    ("Turnout was 78.2 percent, 4 points lower than in May.", "4 points", "measure", "turnout"),
    ("The Dow lost 400 points.", "400 points", "measure", None),
    ("Inflation is above the 2 percent target.", "2 percent", "measure", None),
    ("In Oslo 53 percent of adults are vaccinated. Elsewhere the share is 27 percent.", "27 percent", "measure", "vaccinated"),
    # a revision and the level after it
    ("The May job gain was revised down by 12,000 to 303,000.", "12,000", "measure", "jobs_revision"),
    ("The May job gain was revised down by 12,000 to 303,000.", "303,000", "measure", "jobs_added"),
    ("There were 86 new cases of cholera, taking the total to 1,241.", "86", "measure", "new_cases"),
    ("There were 86 new cases of cholera, taking the total to 1,241.", "1,241", "measure", "cases"),
    # what befell a share hides no count of it
    ("Marburg kills 41 percent of those infected.", "41 percent", "measure", "case_fatality_rate"),
    ("Of the 90 cases of cholera 41 were fatal.", "41", "measure", "killed"),
    # the predicate of one clause and the noun of the next
    ("Some 58 percent live in poverty and inflation is 27 percent.", "27 percent", "measure", "inflation"),
    ("Pay growth slowed to 2.5 percent, below inflation.", "2.5 percent", "measure", "wage"),
    # which verb, which noun
    ("Soldiers freed 37 pupils abducted in March.", "37", "measure", "rescued"),
    ("So far 23 of the 64 dead have been buried.", "64", "measure", "killed"),
    ("So far 23 of the 64 dead have been buried.", "23", "measure", "buried"),
    ("Nine of the 30 pupils were killed.", "30", "measure", None),
    ("Death toll hits 41 in Peru flood.", "41", "measure", "killed"),
    ("The parents of the 27 captives marched to the palace.", "27", "measure", "hostages"),
    ("Doctors said 14 of the wounded were still in hospital.", "14", "measure", "hospitalised"),
    ("The crash injured 31 people, eight of them seriously.", "eight", "measure", "critically_injured"),
    ("Cholera killed 700 people and infected 30,000.", "700", "measure", "killed"),
    ("Nine boys, two of them in a coma, were flown to Cluj.", "Nine", "measure", None),
    ("Two officers died in a clash with 12 gunmen.", "12", "measure", None),
    ("About 300 US soldiers are stationed in Gabon.", "300", "measure", "troops_deployed"),
    ("At 63, the death toll of the Bergen storm was its worst.", "63", "measure", "killed"),
    ("Ottawa is to cut its 5,000 troops in Latvia by 700.", "700", "measure", "troops_change"),
    ("Some 8,000 soldiers and 90 ships took part in the drill.", "8,000", "measure", "exercise_participants"),
    ("Some 8,000 soldiers from 14 nations took part in the drill.", "8,000", "measure", "exercise_participants"),
    ("None of the 17 dead has been named.", "17", "measure", "killed"),
    ("Officials said 12 of the 20 deaths were indirect.", "12", "measure", "killed_indirect"),
    ("Officials said 12 of the 20 deaths were indirect.", "20", "measure", "killed"),
    ("There were 41 fatalities among the 310 passengers.", "310", "measure", None),
    ("An avalanche buried 12 skiers; eleven were found alive.", "12", "measure", None),
    ("Rescued: 114", "114", "measure", "rescued"),
    ("The truce has been broken 41 times since Monday.", "41", "measure", "ceasefire_violations"),
    ("Quake toll hits 54 as 12 of wounded die.", "54", "measure", "killed"),
    # refined by what stands in its sentence
    ("Direct deaths: 12", "12", "measure", "killed_direct"),
    ("The storm directly caused 14 deaths and 30 more were indirect.", "30", "measure", "killed_indirect"),
    ("After the quake 70 people died for lack of care.", "70", "measure", "killed_indirect"),
    ("In the pandemic 70 people died for lack of care.", "70", "measure", "killed"),
    # nouns that have a level and are not counted themselves
    ("The garrison on the island, 700 soldiers strong, was reinforced; the force now numbers 900.", "900", "measure", "troops_deployed"),
    ("The force said 41 people were evacuated.", "41", "measure", "evacuated"),
    ("The drawdown cut US forces in Chad to 250 soldiers.", "250", "measure", "troops_deployed"),
    # what merely looks alike
    ("Some 60 paintings went missing from the museum.", "60", "measure", None),
    ("The state rescued 14 banks.", "14", "measure", None),
    ("Hunters trapped 240 possums.", "240", "measure", None),
    ("Militants released 14 hostages on Friday.", "14", "measure", None),
    ("The firm committed 12 violations of safety rules.", "12", "measure", None),
    ("Fewer people died in the quake than was announced. The agency lowered the number to 97 from 112.", "97", "measure", "killed"),
    ("Many were hurt in the stampede. Doctors later raised the count to 61.", "61", "measure", "injured"),
    ("Shops were looted in the quarter. The owner put the number at 31.", "31", "measure", None),
    ("The dead include 94 people in Guerrero and 18 in Oaxaca.", "18", "measure", "killed"),
    ("The dead include 94 people in Guerrero.", "94", "relation", "subset"),
    ("The government spoke of 15,000 houses and 78 bridges destroyed.", "15,000", "measure", "homes_damaged"),
    ("The government spoke of 15,000 houses and 78 bridges destroyed.", "78", "measure", "facility_damaged"),
    ("More than 29,000 children under five had starved to death.", "29,000", "measure", "killed"),
    # parts and wholes
    ("The fire killed 154 people, among them 14 firefighters.", "154", "relation", ""),
    ("The fire killed 154 people, among them 14 firefighters.", "154", "population", None),
    ("The fire killed 154 people, among them 14 firefighters.", "14", "population", "firefighters"),
    ("Guinea has had 406 cases of Ebola, of which 304 were fatal.", "304", "relation", ""),
    ("Children account for 61 of the 987 people killed.", "61", "relation", "subset"),
    ("Children account for 61 of the 987 people killed.", "987", "relation", "total"),
    ("There were 398 new deaths, taking the total to 987.", "398", "relation", "change"),
    ("Only 43 patients were still in hospital with measles.", "43", "population", None),
    # who says so
    ("Canada's economy added 41,000 jobs, Statistics Canada said Friday.", "41,000", "speaker", "Statistics Canada"),
    ("Initial estimates of 2,000 dead proved wrong.", "2,000", "speaker", ""),
    ("Police raised the number of dead to 181 on Tuesday.", "181", "speaker", "Police"),
    ("A monitoring group, the Horn Observatory, put the number of dead at 72.", "72", "speaker", "monitoring group, the Horn Observatory"),
    ("The insurers' association expects losses of between 4 billion and 5 billion euros.", "4 billion and 5 billion euros", "speaker", "insurers' association"),
    ("Officials in the enclave, which no state has ever recognised as a country of its own, said another 21 had died.", "21", "speaker", "Officials in the enclave"),
    ("On the second day the operator acknowledged that 20 of the crew had survived.", "20", "speaker", "operator"),
    ("Chad denied the raid; Sudan's army called it a success and claimed to have destroyed 150 tanks.", "150", "speaker", "Sudan's army"),
    ("The country's rescue agency has counted 23 dead and 140 hurt, Reuters reports.", "140", "speaker", "country's rescue agency"),
    ("Some 140 people were hurt, Reuters reports.", "140", "speaker", "Reuters"),
    ("Forensic experts lowered the toll to 78, the mayor told reporters.", "78", "speaker", "mayor"),
    ("The minister said 20 million people were hit, but the aid agency used a lower figure of 14 million.", "14 million", "speaker", "aid agency"),
    # whose they are
    ("Ukraine's general staff said it had killed 14,000 enemy soldiers.", "14,000", "population", None),
    ("Ukraine's general staff said it had killed 14,000 enemy soldiers.", "14,000", "population_text", "enemy soldiers"),
    # how it is meant
    ("Initial estimates of 2,000 dead proved wrong.", "2,000", "modality", "withdrawn"),
    ("Officials first reported 1,500 dead but later spoke of 987.", "1,500", "modality", "withdrawn"),
    ("False posts claimed that 2,000 people had died.", "2,000", "modality", "denied"),
    ("The party needs 121 seats for a majority.", "121", "modality", "hypothetical"),
    ("The ministry denied that it had spent £4.2m and put the sum at £2.9m.", "£2.9m", "modality", "asserted"),
    ("Employers added 303,000 jobs, more than experts had forecast, and the unemployment rate fell to 3.8 percent.", "3.8 percent", "modality", "asserted"),
    # a place told by its sort
    ("RIGA, Latvia - Fire swept an old market. The mayor said 12 people had died in the city.", "12", "place", "riga"),
    ("Floods hit Telangana on Monday. Nine people were killed across the state, officials said.", "Nine", "place", "telangana"),
    ("A cyclone struck Madagascar. Some 7,000 people have been displaced in the country since Friday.", "7,000", "place", "madagascar"),
    ("Fighting broke out in Burundi. More than 50,000 people have fled the country, the agency in Geneva said.", "50,000", "place", "burundi"),
    ("Floods hit Hyderabad in Pakistan and Hyderabad in India. In the Pakistani city 31 people have died.", "31", "place", "hyderabad_pakistan"),
    ("Floods hit Hyderabad in Pakistan and Hyderabad in India. In the Indian city the corporation counts 14 dead.", "14", "place", "hyderabad"),
    ("Guns were heard in Libya and Lebanon. In the Lebanese city of Tripoli 11 people were killed.", "11", "place", "tripoli_lebanon"),
    ("Guns were heard in Libya and Lebanon. In Lebanon's Tripoli 11 people were killed.", "11", "place", "tripoli_lebanon"),
    # a surname is no place
    ("With half of the vote counted, Ana Rosario had 41,230 votes in Chile. Rosario thanked her voters.", "41,230", "place", "chile"),
    ("Peter Lincoln won in Kenya on Sunday. Lincoln got 41,230 votes.", "41,230", "place", "kenya"),
    ("Kenya voted on Sunday. Judge Amina Victoria took 41,230 votes, and Victoria will be governor.", "41,230", "place", "kenya"),
    # each figure its own place
    ("33 people died in Manabi and 8 in the province of Esmeraldas.", "8", "place", "esmeraldas_province"),
    ("Manabi accounts for 79 deaths and Esmeraldas province for 19.", "79", "place", "manabi"),
    ("The commercial capital Blantyre reports 640 cases of cholera and the capital Lilongwe 410.", "640", "place", "blantyre"),
    ("The commercial capital Blantyre reports 640 cases of cholera and the capital Lilongwe 410.", "410", "place", "lilongwe"),
    ("The coach fell into a ravine in Peru's Arequipa region and 19 people died.", "19", "place", "arequipa_province"),
    # a count of what the text is about
    ("The ministry has recorded 2,310 cases of cholera and 71 deaths. In Blantyre the number rose to 968.", "968", "measure", "cases"),
    ("Officials listed 2,310 cases of cholera and 71 deaths. In Blantyre the tally reached 968.", "968", "measure", "cases"),
    ("There are 2,310 cases of cholera and 71 deaths so far. In Blantyre the figure stands at 968.", "968", "measure", "cases"),
    ("The island had six planes. The minister put the number at 14.", "14", "measure", None),
    # the predicate in front, and "number" as a verb
    ("Rescued so far are 101 people.", "101", "measure", "rescued"),
    ("Still missing are 44 people, the mayor said.", "44", "measure", "missing"),
    ("Injured were 27 people, police said.", "27", "measure", "injured"),
    ("The dead now number 163, the service said.", "163", "measure", "killed"),
    ("The injured number 310, the service said.", "310", "measure", "injured"),
    ("The number of injured, 310, had been checked.", "310", "measure", "injured"),
    ("The death toll, 1,870, may rise.", "1,870", "measure", "killed"),
    # its own noun before that of the figure behind
    ("71 deaths among 2,310 cases of cholera mean a fatality rate of 3.1 percent.", "71", "measure", "killed"),
    ("The ministry counts 12 deaths in 340 cases of measles.", "12", "measure", "killed"),
    ("Of 340 cases of measles, 12 deaths are known.", "12", "measure", "killed"),
    # more of another fate
    ("The quake killed 41 people, with 310 more injured.", "310", "relation", ""),
    ("The blast left 12 dead and 60 more wounded.", "60", "relation", ""),
    ("Twelve people died and 60 more were injured in the crash.", "60", "relation", ""),
    ("NATO will send 7,000 more troops to Poland.", "7,000", "relation", "change"),
    # the new value of a revision, and its size
    ("The agency revised the gain in jobs for May down from 41,200 to 28,600, a cut of 12,600.", "28,600", "measure", "jobs_added"),
    ("The rise in jobs was revised from 41,200 to 28,600, a correction of 12,600.", "28,600", "measure", "jobs_added"),
    ("The agency revised the gain in jobs for May down from 41,200 to 28,600, a cut of 12,600.", "12,600", "measure", "jobs_revision"),
    ("The rise in jobs was revised from 41,200 to 28,600, a correction of 12,600.", "12,600", "measure", "jobs_revision"),
    # whose part
    ("Five of those who died were children.", "Five", "population", "children"),
    ("Three of the dead were women.", "Three", "population", "women"),
    ("Four of those killed in the crash were tourists.", "Four", "population", "tourists"),
    # a share of voters
    ("Nearly 52 percent of votes went to Ana Quiroga.", "52 percent", "measure", "vote_share"),
    # what is presupposed, and a clause that only describes
    ("The firm will pay the families of the 13 workers killed in the blast.", "13", "modality", "asserted"),
    ("Parliament plans to honour the 13 firefighters who died in the blast.", "13", "modality", "asserted"),
    ("A monument is to be built for the 13 people killed in the blast.", "13", "modality", "asserted"),
    ("The fire that destroyed 388 homes will keep builders busy.", "388", "modality", "asserted"),
    ("The storm which killed 41 people could be followed by another.", "41", "modality", "asserted"),
    ("The quake that injured 310 people may have been felt in Peru.", "310", "modality", "asserted"),
    ("Officials fear that 41 people will die.", "41", "modality", "feared"),
    # the period of another figure
    ("The toll climbed to 26 after four of the injured died overnight.", "26", "interval_only", False),
    ("Crews found six more bodies overnight, bringing the death toll to 13.", "13", "interval_only", False),
    ("Two passengers died in hospital overnight, so that the toll stands at 11.", "11", "interval_only", False),
    ("Shelling killed 11 people overnight.", "11", "interval_only", True),
    # parts that add up to their whole
    ("Some 23 people died in the raid: 12 soldiers, two officials and nine farmers.", "12", "measure", "killed"),
    ("Some 23 people died in the raid: 12 soldiers, two officials and nine farmers.", "two", "measure", "killed"),
    ("The dead are 14 civilians, 6 soldiers and 3 rebel fighters.", "6", "measure", "killed"),
    ("The raid killed 3 people, injured 2 and left 1 missing.", "2", "measure", "injured"),
    ("Some 31 people died in Teruvan. He listed 19 civilians, five soldiers and seven rebels.", "five", "measure", "killed"),
    ("Police killed 12 people. They seized 7 guns and 5 knives.", "7", "measure", None),
    ("The jobless rate fell to 4.2 percent. It stood at 3.8 percent a year ago.", "3.8 percent", "measure", "unemployment_rate"),
    ("Some 80 percent of the city's 55,000 people have been displaced.", "80 percent", "measure", "idp_stock"),
    ("Some 80 percent of the city's 55,000 people have been displaced.", "55,000", "measure", "population"),
    ("Some 14 bodies were found; 9 of the 61 men on shift had gone home.", "9", "measure", None),
    ("The storm cut power to 4,200 homes and 1,100 have had no running water since.", "1,100", "measure", "without_water"),
    ("The party held 148 of the assembly's 275 seats, 21 fewer than four years ago.", "148", "measure", "seats"),
    ("The party held 148 of the assembly's 275 seats, 21 fewer than four years ago.", "21", "measure", "seats"),
    ("Inflation was 3.4% in March, while the core rate slipped to 3.8 from 4.1.", "3.8", "measure", "inflation"),
    ("Police have arrested 312 people since protests broke out.", "312", "measure", "detained"),
    ("Exports were up but a 4 percent fall in remittances has hurt.", "4 percent", "measure", None),
    ("The mayor had 52.1 per cent of the votes cast, and abstention stood at 28 per cent.", "28 per cent", "measure", None),
    ("Action won 33.4 percent and 31 seats; Our Party cleared the 5 percent threshold with 6.8.", "6.8", "measure", "vote_share"),
    ("Three motorists died in Lower Saxony. The railway cancelled 340 long-distance trains.", "340", "measure", None),
    ("Cholera struck 900 people. Some 450,000 people fled the fighting; their number has swollen to 479,000.", "479,000", "measure", "idp_new"),
    ("The storm shut the bridge. Insurers put losses at 1.4 billion euros.", "1.4 billion euros", "measure", "economic_damage"),
    ("The number of people arrested in Ljubljana has grown to 24, police said.\n\nIn Maribor it is still seven: five men and two women.", "seven", "measure", "detained"),
    ("The number of people arrested in Ljubljana has grown to 24, police said.\n\nIn Maribor it is still seven: five men and two women.", "two", "measure", "detained"),
    ("Some 30 people died. Officers arrested 10 men and 20 women.", "20", "measure", "detained"),
    ("Some 30 people died. The town has 10 nurses and 20 doctors.", "20", "measure", None),
    # the verb says what, an adjunct only where or how
    ("The disease killed 2,310, of whom 1,205 died in hospital.", "1,205", "measure", "killed"),
    ("About 14,000 people were trapped without power in the suburb.", "14,000", "measure", "trapped"),
    ("Turnout came to 61.3 percent, the commission said.", "61.3 percent", "measure", "turnout"),
    ("In all 9 people were injured, as 21,000 \"green scarves\" blocked roads.", "21,000", "measure", "protesters"),
    # second values of one count
    ("The mayor corrected the number of dead downwards, from 61 to 57.", "57", "measure", "killed"),
    ("Inflation leapt to 25.5 percent, twice the 12.8 percent of May.", "12.8 percent", "measure", "inflation"),
    ("The poll has the mayor on 47 per cent and his rival on 43, with ten days to go.", "43", "measure", "poll_support"),
    # sites
    ("About 25,000 people were jamming Harbour Park, police in Auckland said.", "25,000", "place_name", "Harbour Park, Auckland"),
    ("Rescuers pulled 12 people alive from the ruins of Teruvan.", "12", "place_name", "Teruvan"),
    ("Some 210 tourists were flown out of Kel Adrar.", "210", "place_name", "Kel Adrar"),
    ("Heat killed 8,100 people in 12 countries, Italy being worst off with 2,300.", "2,300", "place", "italy"),
    ("The fires killed 24 people nationwide, eight of them in Queensland.", "eight", "place", "queensland"),
    ("The envoy said in Jackson Hole, Wyoming, that 41 people had died. Chad is at war.", "41", "place", "chad"),
    ("Fighting across Libya killed 52 people, 38 of them in Tripoli and 14 in Benghazi.", "14", "place", "benghazi"),
    ("Officials in Gaza say 35,000 died; Israel, which lost 1,200 people in October, denies it.", "1,200", "place", "israel"),
    ("The storm tore the roofs from 140 houses on Union Island.", "140", "place_name", "Union Island"),
    ("A battle in Goma killed 13 soldiers. Nine of the dead were Germans, three came from Malawi.", "three", "place", "goma"),
    ("Chad is at war. More than 7,000 have died, she told the council in Geneva.", "7,000", "place", "chad"),
    ("Heat in Karachi goes on. At least 49 people have died in Pakistan's largest city.", "49", "place", "karachi"),
    ("Heat goes on in Karachi. Some 45C was forecast for Delhi. There, 52 people have died.", "52", "place", "delhi"),
    ("War goes on in Sudan. The syndicate says 822 people have died, among them 280 in Kano.", "822", "place", "sudan"),
    ("It scrapped all flights to Teruvan and said it had 7,800 customers there.", "7,800", "place_name", "Teruvan"),
    ("GENEVA - The agency said 41 people had died at a camp.", "41", "place", None),
    # who says it
    ("In Ljubljana police counted 12,000 marchers, the unions that called the march claimed 30,000.", "30,000", "speaker", "unions"),
    ("In Ljubljana police counted 12,000 marchers, the unions that called the march claimed 30,000.", "12,000", "speaker", "police"),
    ("In the capital health officials said 12 people had died.", "12", "speaker", "health officials"),
    ("The firm that runs the port says 14 ships wait.", "14", "speaker", "firm"),
    ("In Tanzania the agency counts 41,700 refugees.", "41,700", "speaker", "agency"),
    ("The ministry on Friday said 41 people had died.", "41", "speaker", "ministry"),
    ("In the north the army said it had killed 41 rebels.", "41", "speaker", "army"),
    # two who speak together, and a place with its side
    ("The rest drowned, provincial police and hospital records show, 41 of them at sea.", "41", "speaker", "provincial police and hospital records"),
    ("Some 59 were hurt, the army and the interior ministry said.", "59", "speaker", "army and the interior ministry"),
    ("Some 59 were hurt, the fire and disaster agency said.", "59", "speaker", "fire and disaster agency"),
    ("Oxfam and partners are seeking $41 million.", "$41 million", "speaker", "Oxfam and partners"),
    ("The boats carried 59 men, the coast prefecture in northern Jutland said.", "59", "speaker", "coast prefecture in northern Jutland"),
    ("State-run Ostrail put the damage at $41 million and said 310 coaches had burned.", "310", "speaker", "Ostrail"),
    # a clause of its own says nothing of the one before
    ("Japan widened the zone to 410 metres, and the health council said 41 had left.", "410 metres", "speaker", ""),
    ("Japan widened the zone to 410 metres, and the health council said 41 had left.", "41", "speaker", "health council"),
    ("The storm left 410 homes dark, while the council told 41 families to leave.", "410", "speaker", ""),
    ("The lender cut its view, even as Fitch now sees output shrinking 3.4 percent.", "3.4 percent", "speaker", "Fitch"),
    ("As the overall death count passed 410, aid groups pulled out.", "410", "speaker", ""),
    ("Mills will put 36 tonnes of soot into the air this year, 2 percent more than last, says the Nordic Soot Council, with Oslo up 8 percent.", "36 tonnes", "speaker", "Nordic Soot Council"),
    ("Mills will put 36 tonnes of soot into the air this year, 2 percent more than last, says the Nordic Soot Council, with Oslo up 8 percent.", "8 percent", "speaker", "Nordic Soot Council"),
    # one figure of somebody else
    ("The mayor spoke of 410 dead, up from the 280 given by the relief agency.", "410", "speaker", "mayor"),
    ("The mayor spoke of 410 dead, up from the 280 given by the relief agency.", "280", "speaker", "relief agency"),
    ("Police put the crowd at 1,500 - well short of the 9,000 claimed by the unions - with 410 on duty.", "9,000", "speaker", "unions"),
    ("Police put the crowd at 1,500 - well short of the 9,000 claimed by the unions - with 410 on duty.", "1,500", "speaker", "Police"),
    ("The ministry said 39 were hurt, denying rights group Memor's report of 41 deaths.", "41", "speaker", "rights group Memor"),
    ("The ministry said 39 were hurt, denying rights group Memor's report of 41 deaths.", "39", "speaker", "ministry"),
    ("The toll, 41 according to the army and 310 according to the rebels, could not be verified.", "310", "speaker", "rebels"),
    ("The toll, 41 according to the army and 310 according to the rebels, could not be verified.", "41", "speaker", "army"),
    ("The army's count of 41 dead is far below the opposition's of 310.", "310", "speaker", "opposition"),
    ("The army's count of 41 dead is far below the opposition's of 310.", "41", "speaker", "army"),
    ("The ministry said 41 had died, as an army of 11,000 volunteers dug on.", "11,000", "speaker", "ministry"),
    ("The square held 65,000 if you believe the club, nearer 41,000 by a Herald reporter's count.", "65,000", "speaker", "club"),
    ("At least 41 people are in hospital, per the health department.", "41", "speaker", "health department"),
    # what stands between a speaker and his verb
    ("The lender in its quarterly report sees growth of 2.1 percent.", "2.1 percent", "speaker", "lender"),
    ("Prices rose; the treasury, which in its budget plan sees 24.9 percent, hailed it.", "24.9 percent", "speaker", "treasury"),
    ("Ana Lind, treasurer at the Norden Fund, said 410 jobs would go.", "410", "speaker", "Ana Lind, treasurer at the Norden Fund"),
    ("Some 410 jobs will go, said Ole Dahl, spokesman for the coastguard, and 12 boats.", "410", "speaker", "Ole Dahl, spokesman for the coastguard"),
    ("Ostia's mayor, Abdul al-Ghati, said 410 had left.", "410", "speaker", "Ostia's mayor, Abdul al-Ghati"),
    # verbs with other uses that close a clause
    ("Haru won by 51.2 percent, the poll commission declared with nearly all ballots counted.", "51.2 percent", "speaker", "poll commission"),
    # who asks for a sum
    ("Oxfam is seeking $41 million to feed 120,000 people in Chad, 70,000 of them refugees.", "120,000", "speaker", "Oxfam"),
    ("Oxfam is seeking $41 million to feed 120,000 people in Chad, 70,000 of them refugees.", "70,000", "speaker", "Oxfam"),
    ("The agency is asking for $41 million, while 128 foreign doctors work on the wards.", "128", "speaker", ""),
    # a speaker is a whole noun phrase whose head can speak
    ("The flood is thought to have taken the lives of 41 people, hospital managers in both towns said.", "41", "speaker", "hospital managers in both towns"),
    ("According to a memo to the board seen by the Herald, 410 clerks will go.", "410", "speaker", "memo to the board"),
    ("Though harbour officials privately spoke of 400, nobody listened.", "400", "speaker", "harbour officials"),
    ("The high estimate is 900 marchers.", "900", "speaker", ""),
    ("The cyclone has claimed 41 lives in Vanuatu.", "41", "speaker", ""),
    ("The March gain was cut to 410,000 from an initially reported 501,000.", "410,000", "speaker", ""),
    ("Half the voters showed up, and 41 tore up their papers.", "41", "speaker", ""),
    ("Measles put 162 children in hospital.", "162", "speaker", ""),
    ("The WHO has logged 41,000 cases.", "41,000", "speaker", "WHO"),
    ("Two people familiar with the matter said 410 jobs would go.", "410", "speaker", "people familiar with the matter"),
    ("A lawyer for one of the sailors said 41 men were held.", "41", "speaker", "lawyer for one of the sailors"),
    ("Porters who carried the stretchers say at least 100 died.", "100", "speaker", "Porters"),
    ("The ministry denied reports that 41 people had died.", "41", "speaker", "ministry"),
    # participles have no subject of their own
    ("The chancellor told Radio Nord on Monday, putting the loss at 3 million euros.", "3 million euros", "speaker", "chancellor"),
    ("The mayor told reporters the toll was 12, having said 9 dead that morning.", "9", "speaker", "mayor"),
    # who counts, measures or confirms in the passive
    ("The slide, measured at 41 metres by the Geological Office, buried 17 people, the mayor said.", "41 metres", "speaker", "Geological Office"),
    ("The slide, measured at 41 metres by the Geological Office, buried 17 people, the mayor said.", "17", "speaker", "mayor"),
    ("So far 229 deaths have been confirmed in the delta by the relief council.", "229", "speaker", "relief council"),
    ("Drone footage reviewed by Airwars shows 41 burned houses.", "41", "speaker", "Airwars"),
    ("According to photographs analysed by Airwars, 41 houses burned.", "41", "speaker", "Airwars"),
    ("The monitors reported 41 attacks by the army.", "41", "speaker", "monitors"),
    ("With 97 percent of districts counted by Friday noon, he led.", "97 percent", "speaker", ""),
    # relative clauses without a pronoun
    ("Police counted 410 marchers, fewer than the 950 the union claimed.", "950", "speaker", "union"),
    ("Police counted 410 marchers, fewer than the 950 the union claimed.", "410", "speaker", "Police"),
    ("The gain fell short of the 30 percent Chancellor Ana Lind had warned of.", "30 percent", "speaker", "Chancellor Ana Lind"),
    ("The toll of 41 was half the 82 the relief agency was standing by.", "82", "speaker", "relief agency"),
    ("It has received $22 million of the $97 million the Red Cross says it lacks.", "$97 million", "speaker", "Red Cross"),
    ("Against overall damage Munich Re puts at $14 billion that is little.", "$14 billion", "speaker", "Munich Re"),
    ("The queue of trucks the customs office numbered at 410 reached the river.", "410", "speaker", "customs office"),
    ("A rally that the unions thought might draw 70,000 drew 9,000, police said.", "70,000", "speaker", "unions"),
    ("A rally that the unions thought might draw 70,000 drew 9,000, police said.", "9,000", "speaker", "police"),
    ("The army said 41 rebels died, a figure independent researchers put at 410.", "410", "speaker", "independent researchers"),
    ("The 41 boats the navy bought are idle.", "41", "speaker", ""),
    # verbs of asking, seeing, blaming, fearing
    ("The charity is appealing for $41 million.", "$41 million", "speaker", "charity"),
    ("The WFP has launched an appeal for $41 million.", "$41 million", "speaker", "WFP"),
    ("The mayor has since asked parliament for 41 million euros.", "41 million euros", "speaker", "mayor"),
    ("Police are seeking 41 suspects.", "41", "speaker", ""),
    ("Analysts had been looking for a rise of 41,000 in payrolls.", "41,000", "speaker", "Analysts"),
    ("Rescuers are looking for 41 missing miners.", "41", "speaker", ""),
    ("Fitch sees growth of 3.1 percent.", "3.1 percent", "speaker", "Fitch"),
    ("Brazil sees 41 murders a day.", "41", "speaker", ""),
    ("Nurses count 41 beds without sheets.", "41", "speaker", "Nurses"),
    ("Just one in 400 will notice, astronomers reckon - no more.", "one in 400", "speaker", "astronomers"),
    ("The minister, Ola Berg, blamed 41 faulty valves for the leak.", "41", "speaker", "minister, Ola Berg"),
    ("The premier promised cuts worth 2.9 percent of output.", "2.9 percent", "speaker", "premier"),
    ("Insurers set the damage in Lund at $41 million.", "$41 million", "speaker", "Insurers"),
    ("The court set bail at $41,000.", "$41,000", "speaker", ""),
    # surveys and tallies
    ("A YouGov poll of 1,204 adults has Labour on 41 per cent.", "41 per cent", "speaker", "YouGov poll"),
    ("A survey by Meridian of 2,010 adults has the Greens on 17 per cent.", "17 per cent", "speaker", "Meridian"),
    ("The latest exit poll has the Reds at 41 percent.", "41 percent", "speaker", "latest exit poll"),
    ("It was a record for a Diet poll at 67 percent.", "67 percent", "speaker", ""),
    ("Some 41,000 marched by the official tally.", "41,000", "speaker", "official tally"),
    ("Some 41,000 marched by the police count.", "41,000", "speaker", "police"),
    ("By the reckoning of the Kiel institute, aid has reached 41 billion euros.", "41 billion euros", "speaker", "Kiel institute"),
    # a second clause with its own speaker, and one without a verb
    ("Kabul counted 41 dead; Islamabad had earlier spoken of 63.", "63", "speaker", "Islamabad"),
    ("The bank sees growth of 3 percent; Vox Nova, its rival, saw it shrinking by 1 percent.", "1 percent", "speaker", "Vox Nova"),
    ("Police spoke of 4,000 marchers and one union leader of 9,000.", "9,000", "speaker", "one union leader"),
    ("The government says 41 died; the opposition, 410.", "410", "speaker", "opposition"),
    ("Police put the crowd in Lyon at 4,100 and the total for France at 1.2 million.", "1.2 million", "speaker", "Police"),
    ("Ostia expects 900,000 guests, its mayor said.", "900,000", "speaker", "mayor"),
    ("Officials fear 410 people died of cold, hunger and thirst, said Ana Lind, the mayor.", "410", "speaker", "Officials"),
    ("Some 410 people died of cold, hunger and thirst, said Ana Lind, the mayor.", "410", "speaker", "Ana Lind"),
    ("It was cold, said Ana Lind, who treats 41 patients.", "41", "speaker", ""),
    ("Prices did not rise by 41 percent, whatever the post says.", "41 percent", "speaker", ""),
    ("The premier, Lea Novak, whose party is new, told supporters that 3,000 jobs would follow.", "3,000", "speaker", "Lea Novak"),
    ("Floods killed 900 people, the state's disaster chief, Anil Das, told The Herald.", "900", "speaker", "state's disaster chief, Anil Das"),
    ("The tally was raised to 97 by the civil defence.", "97", "speaker", "civil defence"),
    ("Norway's statistics office put growth at 0.3 percent.", "0.3 percent", "speaker", "Norway's statistics office"),
    ("Hospitals admitted 410 patients, the health secretary said.", "410", "speaker", "health secretary"),
    ("Quake death toll tops 410, state TV reports", "410", "speaker", "state TV"),
    ("The toll, first put at 12 by the army, has climbed to 41.", "12", "speaker", "army"),
    ("The toll, first put at 12 by the army, has climbed to 41.", "41", "speaker", ""),
    ("Rail bosses expect 41,000 passengers a day.", "41,000", "speaker", "Rail bosses"),
    # headlines
    ("41 killed in coach crash - police", "41", "speaker", "police"),
    ("Police: 41 dead in market blast", "41", "speaker", "Police"),
    # when
    ("Since Russia's full-scale invasion on Feb. 24, 2022, 9,000 civilians have been killed.", "9,000", "period_start", date(2022, 2, 24)),
    ("Inflation was 4.1 percent, down from a year earlier.", "4.1 percent", "as_of", None),
    ("It was the worst flood in two decades and killed 41 people.", "41", "period_start", None),
    # which event
    ("A flood in Kano 29 years ago killed 1,400 people.", "1,400", "other_event", True),
    ("The war that began three years ago has killed 14,000 people.", "14,000", "other_event", False),
    ("Sudan had 11.6 million internally displaced people in 2023.", "11.6 million", "other_event", False),
]  # fmt: skip


def claim_of(checker: Checker, text: str, figure: str) -> Claim:
    article = make_article(text, published=date(2024, 5, 20))
    found = [one.claim for one in checker.check(article) if one.claim.quantity.text == figure]
    assert len(found) == 1, [one.claim.quantity.text for one in checker.check(article)]
    return found[0]


@pytest.mark.parametrize(("text", "figure", "field", "expected"), CASES)
def test_one_field_of_a_claim(
    checker: Checker, text: str, figure: str, field: str, expected: object
) -> None:
    value = getattr(claim_of(checker, text, figure), field)
    assert getattr(value, "value", value) == expected


def test_refining_never_goes_round() -> None:
    cues = [
        Cue("refugees", "abroad", "refine", (), "", refines=("idp_stock",)),
        Cue("idp_stock", "abroad", "refine", (), "", refines=("refugees",)),
    ]
    assert CueIndex(cues, {}).refine("idp_stock", " displaced abroad ", "") == (
        "refugees",
        "abroad",
    )


def test_choices_in_a_cue_are_spelled_out() -> None:
    assert spelled_out("cut (off|) water") == ["cut off water", "cut water"]
