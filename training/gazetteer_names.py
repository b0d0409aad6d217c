"""Names of places in English use that the packages of `gazetteer.py` lack, as tables."""

from collections.abc import Mapping

DEMONYMS = """
AF Afghan; AL Albanian; DZ Algerian; AO Angolan; AR Argentine|Argentinian|Argentinean; AM Armenian; AU
Australian|Aussie; AT Austrian; AZ Azerbaijani|Azeri; BD Bangladeshi; BY Belarusian|Belarussian; BE Belgian; BJ
Beninese; BT Bhutanese; BO Bolivian; BA Bosnian; BW Botswanan; BR Brazilian; BG Bulgarian; BF Burkinabe; MM Burmese;
BI Burundian; KH Cambodian; CM Cameroonian; CA Canadian; CF Central African; TD Chadian; CL Chilean; CN Chinese; CO
Colombian; CD Congolese; CR Costa Rican; HR Croatian|Croat; CU Cuban; CY Cypriot; CZ Czech|Czechs; DK Danish|Dane; DJ
Djiboutian; DO Dominican; EC Ecuadorian|Ecuadorean; EG Egyptian; SV Salvadoran; ER Eritrean; EE Estonian; ET
Ethiopian; FJ Fijian; FI Finnish|Finn; FR French|Frenchman|Frenchmen; GA Gabonese; GM Gambian; GE Georgian; DE German;
GH Ghanaian; GR Greek; GT Guatemalan; GN Guinean; GY Guyanese; HT Haitian; HN Honduran; HK Hong Konger; HU Hungarian;
IS Icelandic|Icelander; IN Indian; ID Indonesian; IR Iranian; IQ Iraqi; IE Irish|Irishman|Irishmen; IL Israeli; IT
Italian; CI Ivorian; JM Jamaican; JP Japanese; JO Jordanian; KZ Kazakh|Kazakhstani; KE Kenyan; XK Kosovar|Kosovan; KW
Kuwaiti; KG Kyrgyz; LA Laotian|Lao; LV Latvian; LB Lebanese; LR Liberian; LY Libyan; LT Lithuanian; LU Luxembourgish;
MK Macedonian; MG Malagasy; MW Malawian; MY Malaysian; MV Maldivian; ML Malian; MT Maltese; MR Mauritanian; MU
Mauritian; MX Mexican; MD Moldovan; MN Mongolian; ME Montenegrin; MA Moroccan; MZ Mozambican; NA Namibian; NP
Nepalese|Nepali; NL Dutch|Dutchman|Dutchmen; NZ New Zealander; NI Nicaraguan; NE Nigerien; NG Nigerian; KP North
Korean; NO Norwegian; OM Omani; PK Pakistani; PS Palestinian; PA Panamanian; PY Paraguayan; PE Peruvian; PH
Filipino|Filipina|Philippine; PL Polish|Pole; PT Portuguese; PR Puerto Rican; QA Qatari; RO Romanian; RU Russian; RW
Rwandan; SA Saudi|Saudi Arabian; SN Senegalese; RS Serbian|Serb; SL Sierra Leonean; SG Singaporean; SK
Slovak|Slovakian; SI Slovenian|Slovene; SO Somali; ZA South African; KR South Korean; SS South Sudanese; ES
Spanish|Spaniard; LK Sri Lankan; SD Sudanese; SR Surinamese; SE Swedish|Swede; CH Swiss; SY Syrian; TW
Taiwanese; TJ Tajik; TZ Tanzanian; TH Thai; TL Timorese; TG Togolese; TT Trinidadian; TN Tunisian; TR Turkish|Turk; TM
Turkmen; UG Ugandan; UA Ukrainian; AE Emirati; GB British|Briton|Brit; US American; UY Uruguayan; UZ Uzbek; VE
Venezuelan; VN Vietnamese; YE Yemeni; ZM Zambian; ZW Zimbabwean; GL Greenlandic|Greenlander; GB-ENG
English|Englishman|Englishmen; GB-SCT Scottish|Scot|Scots; GB-WLS Welsh|Welshman; GB-NIR Northern Irish; ES-CT
Catalan; US-CA Californian; US-TX Texan; US-OH Ohioan; US-FL Floridian|Floridan; US-GA Georgian; US-HI Hawaiian; US-AK
Alaskan; US-VA Virginian; US-NY New Yorker; US-IA Iowan; US-KS Kansan; US-KY Kentuckian; US-MI Michigander; US-MN
Minnesotan; US-OK Oklahoman; US-OR Oregonian; US-PA Pennsylvanian; US-TN Tennessean; US-VT Vermonter; US-WA
Washingtonian; US-AZ Arizonan; US-IL Illinoisan; US-LA Louisianan; US-MD Marylander; US-MO Missourian; US-MS
Mississippian; US-MT Montanan; US-NE Nebraskan; US-NV Nevadan; US-NC North Carolinian; US-SC South Carolinian; US-UT
Utahn|Utahan; US-CO Coloradan; US-AL Alabamian|Alabaman; US-AR Arkansan; CN-XZ Tibetan; RU-CE Chechen; CA-QC Quebecer;
DE-BY Bavarian; IT-82 Sicilian
"""
"""Peoples by country or division (ISO 3166). Plurals in -s are added."""

SHORT = """
US US|U.S.|USA|U.S.A.; GB UK|U.K.; AE UAE|U.A.E.; KR ROK; KP DPRK; CN PRC; CD DRC|D.R.C.; NZ NZ|N.Z.; ZA SA|RSA; CF
CAR; SA KSA; US-AL Ala.; US-AK Alas.; US-AZ Ariz.; US-AR Ark.; US-CA Calif.|Cal.; US-CO Colo.; US-CT Conn.; US-DE
Del.; US-DC D.C.|DC; US-FL Fla.; US-GA Ga.; US-IL Ill.; US-IN Ind.; US-IA Ia.; US-KS Kan.|Kans.; US-KY Ky.; US-LA La.;
US-ME Me.; US-MD Md.; US-MA Mass.; US-MI Mich.; US-MN Minn.; US-MS Miss.; US-MO Mo.; US-MT Mont.; US-NE Neb.|Nebr.;
US-NV Nev.; US-NH N.H.; US-NJ N.J.; US-NM N.M.; US-NY N.Y.; US-NC N.C.; US-ND N.D.; US-OH O.; US-OK Okla.; US-OR Ore.;
US-PA Pa.|Penn.; US-RI R.I.; US-SC S.C.; US-SD S.D.; US-TN Tenn.; US-TX Tex.; US-UT Ut.; US-VT Vt.; US-VA Va.; US-WA
Wash.; US-WV W.Va.|W. Va.; US-WI Wis.|Wisc.; US-WY Wyo.; CA-AB Alta.; CA-BC B.C.; CA-MB Man.; CA-NB N.B.; CA-NL
N.L.|Nfld.; CA-NS N.S.; CA-ON Ont.; CA-PE P.E.I.|PEI; CA-QC Que.; CA-SK Sask.; CA-NT N.W.T.; AU-NSW N.S.W.; AU-QLD
Qld|Qld.; AU-VIC Vic.; AU-TAS Tas.; AU-ACT A.C.T.; GB-NIR N. Ireland
"""
"""Short forms, which hold only as they are written; letters of American, Canadian and Australian codes are added."""

CITIES = """
5368361 L.A.; 5128581 NYC|N.Y.C.
"""
"""The same of cities, by GeoNames id."""

NAMES = """
US America|the States; GB Britain|Great Britain; AE Emirates; KR South Korea; KP North Korea; CZ Czech
Republic|Czechia; MM Burma|Myanmar; CI Ivory Coast|Côte d'Ivoire; CD Congo|DR Congo|Democratic Republic of
Congo|Democratic Republic of the Congo|Congo-Kinshasa|Zaire; CG Congo|Republic of Congo|Republic of the
Congo|Congo-Brazzaville; NL Holland; TR Turkey|Türkiye; SZ Swaziland; MK Macedonia; CV Cape Verde; TL East Timor; VA
Vatican|Holy See|Vatican City; PS Palestine|Palestinian territories|Palestinian Territories|Occupied Palestinian
Territories; BA Bosnia; RU Russian Federation; CN People's Republic of China; TW Taiwan; SY Syria; LA Laos; VN
Vietnam; IR Iran; MD Moldova; TZ Tanzania; BO Bolivia; VE Venezuela; BN Brunei; GM Gambia; FK Falklands; CA-NL
Newfoundland|Labrador; CA-QC Quebec; ES-CT Catalonia; ES-PV Basque Country; CN-NM Inner Mongolia; CN-XJ Xinjiang;
CN-XZ Tibet; GE-AB Abkhazia; UA-43 Crimea; RU-CE Chechnya; US-DC Washington DC|Washington D.C.|District of Columbia;
GB-NIR Ulster; PK-KP Khyber Pakhtunkhwa|NWFP|North-West Frontier Province; IN-JK Kashmir|Jammu and Kashmir; IT-88
Sardinia; IT-82 Sicily; FR-20R Corsica; BE-VLG Flanders; BE-WAL Wallonia; DE-BY Bavaria; DE-SN Saxony; AU-NSW New
South Wales
"""
"""Further names in common English use; of a division, without its kind."""

REGIONS = """
Z Africa 7.19 21.09 6255146 African; Z Asia 29.84 89.3 6255147 Asian; Z Europe 48.69 9.14 6255148 European; Z European
Union|=EU|=E.U. 50.1 9.75 6695072; Z North America 46.07 -100.55 6255149 North American; Z South America -14.6 -57.66
6255150 South American; Z Oceania -18.31 138.52 6255151 Oceanian; Z Antarctica -78.16 16.41 6255152 Antarctic; Z Latin
America -4.4 -63.1 0 Latin American; Z Americas 19.0 -96.0 0; Z Central America|Mesoamerica 12.8 -85.0 0 Central
American; Z Middle East|Mideast 31.0 43.0 0 Middle Eastern; Z Near East 32.0 40.0 0; Z Far East 35.0 115.0 0; Z North
Africa|Northern Africa 28.0 10.0 0 North African; Z West Africa|Western Africa 13.0 -2.0 0 West African; Z East
Africa|Eastern Africa 3.0 38.0 0 East African; Z Southern Africa -23.0 24.0 0 Southern African; Z Central Africa 2.0
20.0 0; Z sub-Saharan Africa|Sub-Saharan Africa 0.0 20.0 0 sub-Saharan; Z Horn of Africa 8.0 45.0 0; Z Maghreb 32.0
2.0 0; Z Sahel 15.0 5.0 0; Z Central Asia 43.0 65.0 0 Central Asian; Z South Asia|Southern Asia 22.0 78.0 0 South
Asian; Z East Asia|Eastern Asia 36.0 115.0 0 East Asian; Z Southeast Asia|South-East Asia|South East Asia 8.0 110.0 0
Southeast Asian; Z Western Europe 48.5 5.0 0 Western European; Z Eastern Europe 50.0 28.0 0 Eastern European; Z
Central Europe 49.0 16.0 0 Central European; Z Northern Europe 60.0 15.0 0; Z Southern Europe 41.0 14.0 0; Z
Scandinavia 63.0 15.0 0 Scandinavian; Z Balkans 42.5 22.0 0 Balkan; Z Caribbean|West Indies|Caribbean Sea 15.5 -73.0
0; Z Baltics 57.0 25.0 0; Z Benelux 51.0 5.0 0; Z Caucasus|South Caucasus 42.0 45.0 0; Z Levant 34.0 37.0 0; W Persian
Gulf|Gulf 27.0 51.0 0; Z Kurdistan 37.0 43.5 0 Kurdish|Kurd; N Darfur 13.0 24.5 0; N Donbas|Donbass 48.3 38.3 0; N
Galilee 32.8 35.4 0; N Golan Heights|Golan 33.0 35.8 0; Z Siberia 60.0 105.0 0 Siberian; N Transnistria 47.0 29.5 0; N
South Ossetia 42.2 44.1 0 South Ossetian; N Nagorno-Karabakh|Karabakh 39.8 46.7 0; Z Korean Peninsula 37.5 127.0 0
Korean; Z Iberian Peninsula|Iberia 40.0 -4.0 0 Iberian; Z Arabian Peninsula|Arabia 23.0 45.0 0; Z Arctic 80.0 0.0 0; W
Atlantic|Atlantic Ocean 14.0 -30.0 0; W Pacific|Pacific Ocean 0.0 -160.0 0; W Mediterranean 36.0 18.0 0; W Indian
Ocean -20.0 80.0 0; Z Midwest 41.5 -90.0 0 Midwestern; Z New England 43.7 -71.5 0; N Pacific Northwest 46.0 -120.0 0;
N Great Lakes 45.0 -84.0 0; N Gulf Coast 29.5 -91.0 0; N Bay Area 37.8 -122.3 0; N Silicon Valley 37.4 -122.0 0; Z
Deep South 33.0 -86.5 0; Z Appalachia 37.5 -81.5 0; N Midlands|West Midlands 52.5 -1.9 0; N Home Counties 51.5 -0.4 0;
N West Country 50.9 -3.6 0; N East Anglia 52.4 0.9 0; N Merseyside 53.4 -3.0 0; N Tyneside 55.0 -1.5 0; N Yorkshire
53.9 -1.3 0; N Sussex 50.9 0.0 0; N Cornwall 50.4 -4.8 0; N Cumbria 54.6 -2.9 0; M Mount Everest|Everest 27.99 86.93
0; M Mount Fuji|Fuji 35.36 138.73 0; M Mount Kilimanjaro|Kilimanjaro -3.07 37.35 0; M K2 35.88 76.51 0; M Mont Blanc
45.83 6.86 0; M Mount Vesuvius|Vesuvius 40.82 14.43 0; M Mount Etna|Etna 37.75 15.0 0; M Mount Rainier 46.85 -121.76
0; M Mount St. Helens 46.2 -122.19 0; M Mount Hood 45.37 -121.7 0; M Denali|Mount McKinley 63.07 -151.0 0; M
Matterhorn 45.98 7.66 0; M Mount Ararat 39.7 44.3 0; M Mount Elbrus|Elbrus 43.35 42.44 0; M Ben Nevis 56.8 -5.0 0; M
Snowdon 53.07 -4.08 0; M Rockies|Rocky Mountains 43.7 -110.7 0; M Appalachians|Appalachian Mountains 38.0 -80.5 0; M
Urals|Ural Mountains 60.0 59.5 0; M Ozarks 36.5 -92.5 0; M Sierra Nevada 37.7 -119.3 0; N Sinai|Sinai Peninsula 29.5
34.0 0; N Kalahari|Kalahari Desert -23.0 22.0 0; N Gobi|Gobi Desert 42.6 103.4 0; N Sahara|Sahara Desert 23.0 13.0 0;
N Outback -25.0 132.0 0; N Everglades 25.9 -80.9 0; N Yosemite|Yosemite National Park 37.85 -119.55 0; N
Yellowstone|Yellowstone National Park 44.6 -110.5 0; N Grand Canyon 36.1 -112.1 0; N Napa Valley 38.5 -122.4 0; N
Central Valley 37.0 -120.3 0; N Rio Grande Valley 26.2 -98.1 0; N Great Plains 41.0 -100.0 0; N Sun Belt 33.0 -97.0 0;
N Provence 43.9 6.0 0; N Herzegovina 43.4 17.8 0; N Northern Cyprus 35.25 33.6 0; N Puntland 8.5 48.5 0; N Somaliland
9.7 45.5 0; N Biafra 5.8 7.5 0; N Kivu -2.5 28.5 0; N Greater Manchester 53.5 -2.3 0; N Highlands|Scottish Highlands
57.3 -4.7 0; N Cotswolds 51.8 -1.9 0; N Lake District 54.5 -3.1 0; N Mesopotamia 33.7 43.3 0; N Persia 32.5 54.0 0; N
Northern Territories 44.1 146.0 0; N Guantanamo Bay|Guantánamo Bay|Guantanamo 19.9 -75.15 0; N Pearl Harbor 21.36
-157.95 0; N Camp David 39.65 -77.46 0; N Transylvania 46.5 24.5 0; N Silesia 50.6 18.0 0; N Pomerania 53.9 16.0 0; N
Bohemia 49.8 14.5 0; N Moravia 49.3 17.0 0; N Galicia 42.8 -7.9 0; I Oahu|O'ahu 21.45 -157.97 0; I Maui 20.8 -156.33
0; I Martha's Vineyard 41.39 -70.64 0; I Nantucket 41.28 -70.1 0; I Staten Island 40.58 -74.15 0; I Hebrides|Outer
Hebrides|Western Isles 57.76 -7.02 0; I Luzon 16.5 121.1 0; I Mindanao 7.9 125.0 0; I Channel Islands 49.4 -2.3 0; I
Antilles 18.0 -67.0 0; I Pacific Islands -10.0 175.0 0; W Strait of Hormuz 26.6 56.3 0; W Suez Canal 30.7 32.34 0; W
Panama Canal 9.1 -79.7 0; W Bosphorus|Bosporus 41.1 29.06 0; W Dardanelles 40.2 26.4 0; W Taiwan Strait 24.5 119.5 0;
W Strait of Gibraltar 35.95 -5.6 0; W San Francisco Bay 37.7 -122.3 0; W Puget Sound 47.6 -122.5 0; W Chesapeake Bay
38.0 -76.2 0; W Loch Ness 57.3 -4.45 0; R Potomac|Potomac River 38.9 -77.1 0; R Thames|River Thames 51.5 -0.6 0; R
Mersey|River Mersey 53.4 -2.9 0; R Charles River 42.36 -71.1 0; R East River 40.73 -73.97 0; R Severn|River Severn
51.8 -2.4 0; R Tyne|River Tyne 54.97 -1.7 0; Z Arab world|Arab World 25.0 35.0 0; Z Gulf states|Gulf States 25.0 50.0
0; Z Western Hemisphere 15.0 -80.0 0; Z Southern Cone -35.0 -63.0 0; Z Asia-Pacific 10.0 120.0 0; Z Eurasia 50.0 60.0
0
"""
"""Places that the packages lack: kind, as in the gazetteer; names; a point; GeoNames id, 0 for none; peoples."""


def named(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return a table of codes with their names."""
    rows = (row.split(maxsplit=1) for row in table.replace("\n", " ").split(";"))
    return {row[0]: tuple(name.strip() for name in row[1].split("|")) for row in rows if len(row) == 2}
