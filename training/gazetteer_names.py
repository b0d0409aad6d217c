"""Names of places in English use that the packages of `gazetteer.py` lack, as tables."""

from collections.abc import Mapping

DEMONYMS = """
AF Afghan; AL Albanian; DZ Algerian; AO Angolan; AR Argentine|Argentinian|Argentinean; AM Armenian; AU
Australian|Aussie; AT Austrian; AZ Azerbaijani|Azeri; BD Bangladeshi; BY Belarusian|Belarussian; BE Belgian; BJ
Beninese; BT Bhutanese; BO Bolivian; BA Bosnian; BW Botswanan; BR Brazilian; BG Bulgarian; BF Burkinabe; MM
Burmese; BI Burundian; KH Cambodian; CM Cameroonian; CA Canadian; CF Central African; TD Chadian; CL Chilean; CN
Chinese; CO Colombian; CD Congolese; CR Costa Rican; HR Croatian|Croat; CU Cuban; CY Cypriot; CZ Czech; DK
Danish|Dane; DJ Djiboutian; DO Dominican; EC Ecuadorian|Ecuadorean; EG Egyptian; SV Salvadoran; ER Eritrean; EE
Estonian; ET Ethiopian; FJ Fijian; FI Finnish|Finn; FR French|Frenchman|Frenchmen; GA Gabonese; GM Gambian; GE
Georgian; DE German; GH Ghanaian; GR Greek; GT Guatemalan; GN Guinean; GY Guyanese; HT Haitian; HN Honduran; HK Hong
Konger; HU Hungarian; IS Icelandic|Icelander; IN Indian; ID Indonesian; IR Iranian; IQ Iraqi; IE
Irish|Irishman|Irishmen; IL Israeli; IT Italian; CI Ivorian; JM Jamaican; JP Japanese; JO Jordanian; KZ
Kazakh|Kazakhstani; KE Kenyan; XK Kosovar|Kosovan; KW Kuwaiti; KG Kyrgyz; LA Laotian|Lao; LV Latvian; LB Lebanese;
LR Liberian; LY Libyan; LT Lithuanian; LU Luxembourgish; MK Macedonian; MG Malagasy; MW Malawian; MY Malaysian; MV
Maldivian; ML Malian; MT Maltese; MR Mauritanian; MU Mauritian; MX Mexican; MD Moldovan; MN Mongolian; ME
Montenegrin; MA Moroccan; MZ Mozambican; NA Namibian; NP Nepalese|Nepali; NL Dutch|Dutchman|Dutchmen; NZ New
Zealander; NI Nicaraguan; NE Nigerien; NG Nigerian; KP North Korean; NO Norwegian; OM Omani; PK Pakistani; PS
Palestinian; PA Panamanian; PY Paraguayan; PE Peruvian; PH Filipino|Filipina|Philippine; PL Polish|Pole; PT
Portuguese; PR Puerto Rican; QA Qatari; RO Romanian; RU Russian; RW Rwandan; SA Saudi|Saudi Arabian; SN Senegalese;
RS Serbian|Serb; SL Sierra Leonean; SG Singaporean; SK Slovak|Slovakian; SI Slovenian|Slovene; SO Somali; ZA South
African; KR South Korean; SS South Sudanese; ES Spanish|Spaniard; LK Sri Lankan; SD Sudanese; SR Surinamese; SE
Swedish|Swede; CH Swiss; SY Syrian; TW Taiwanese; TJ Tajik; TZ Tanzanian; TH Thai; TL Timorese; TG Togolese; TT
Trinidadian; TN Tunisian; TR Turkish|Turk; TM Turkmen; UG Ugandan; UA Ukrainian; AE Emirati; GB British|Briton|Brit;
US American; UY Uruguayan; UZ Uzbek; VE Venezuelan; VN Vietnamese; YE Yemeni; ZM Zambian; ZW Zimbabwean; GL
Greenlandic|Greenlander; GB-ENG English|Englishman|Englishmen; GB-SCT Scottish|Scot|Scots; GB-WLS Welsh|Welshman; GB-NIR
Northern Irish; ES-CT Catalan; US-CA Californian; US-TX Texan; US-OH Ohioan; US-FL Floridian|Floridan; US-GA
Georgian; US-HI Hawaiian; US-AK Alaskan; US-VA Virginian; US-NY New Yorker; US-IA Iowan; US-KS Kansan; US-KY
Kentuckian; US-MI Michigander; US-MN Minnesotan; US-OK Oklahoman; US-OR Oregonian; US-PA Pennsylvanian; US-TN
Tennessean; US-VT Vermonter; US-WA Washingtonian; US-AZ Arizonan; US-IL Illinoisan; US-LA Louisianan; US-MD
Marylander; US-MO Missourian; US-MS Mississippian; US-MT Montanan; US-NE Nebraskan; US-NV Nevadan; US-NC North
Carolinian; US-SC South Carolinian; US-UT Utahn|Utahan; US-CO Coloradan; US-AL Alabamian|Alabaman; US-AR Arkansan;
CN-XZ Tibetan; RU-CE Chechen; CA-QC Quebecer; DE-BY Bavarian; IT-82 Sicilian
"""
"""Peoples by country or division (ISO 3166). Plurals in -s are added."""

SHORT = """
US US|U.S.|USA|U.S.A.; GB UK|U.K.; AE UAE|U.A.E.; KR ROK; KP DPRK; CN PRC; CD DRC|D.R.C.; NZ NZ|N.Z.; ZA SA|RSA; CF CAR; SA KSA;
US-AL Ala.; US-AK Alas.; US-AZ Ariz.; US-AR Ark.; US-CA Calif.|Cal.; US-CO Colo.; US-CT Conn.; US-DE Del.; US-DC D.C.|DC;
US-FL Fla.; US-GA Ga.; US-IL Ill.; US-IN Ind.; US-IA Ia.; US-KS Kan.|Kans.; US-KY Ky.; US-LA La.; US-ME Me.; US-MD
Md.; US-MA Mass.; US-MI Mich.; US-MN Minn.; US-MS Miss.; US-MO Mo.; US-MT Mont.; US-NE Neb.|Nebr.; US-NV Nev.; US-NH
N.H.; US-NJ N.J.; US-NM N.M.; US-NY N.Y.; US-NC N.C.; US-ND N.D.; US-OH O.; US-OK Okla.; US-OR Ore.; US-PA Pa.|Penn.;
US-RI R.I.; US-SC S.C.; US-SD S.D.; US-TN Tenn.; US-TX Tex.; US-UT Ut.; US-VT Vt.; US-VA Va.; US-WA Wash.; US-WV
W.Va.|W. Va.; US-WI Wis.|Wisc.; US-WY Wyo.; CA-AB Alta.; CA-BC B.C.; CA-MB Man.; CA-NB N.B.; CA-NL N.L.|Nfld.; CA-NS
N.S.; CA-ON Ont.; CA-PE P.E.I.|PEI; CA-QC Que.; CA-SK Sask.; CA-NT N.W.T.; AU-NSW N.S.W.; AU-QLD Qld|Qld.; AU-VIC Vic.;
AU-TAS Tas.; AU-ACT A.C.T.; GB-NIR N. Ireland
"""
"""Short forms, which hold only as they are written. The letters of American, Canadian and Australian codes are added."""

NAMES = """
US America|the States; GB Britain|Great Britain; AE Emirates; KR South Korea; KP North Korea; CZ Czech Republic|Czechia;
MM Burma|Myanmar; CI Ivory Coast|Côte d'Ivoire; CD Congo|DR Congo|Democratic Republic of Congo|Democratic Republic of
the Congo|Congo-Kinshasa|Zaire; CG Congo|Republic of Congo|Republic of the Congo|Congo-Brazzaville; NL Holland; TR
Turkey|Türkiye; SZ Swaziland; MK Macedonia; CV Cape Verde; TL East Timor; VA Vatican|Holy See|Vatican City; PS
Palestine|Palestinian territories|Palestinian Territories|Occupied Palestinian Territories; BA Bosnia; RU Russian
Federation; CN People's Republic of China; TW Taiwan; SY Syria; LA Laos; VN Vietnam; IR Iran; MD Moldova; TZ Tanzania; BO
Bolivia; VE Venezuela; BN Brunei; GM Gambia; FK Falklands; CA-NL Newfoundland|Labrador; CA-QC Quebec; ES-CT Catalonia;
ES-PV Basque Country; CN-NM Inner Mongolia; CN-XJ Xinjiang; CN-XZ Tibet; GE-AB Abkhazia; UA-43 Crimea; RU-CE Chechnya;
US-DC Washington DC|Washington D.C.|District of Columbia; GB-NIR Ulster; PK-KP Khyber Pakhtunkhwa|NWFP|North-West
Frontier Province; IN-JK Kashmir|Jammu and Kashmir; IT-88 Sardinia; IT-82 Sicily; FR-20R Corsica; BE-VLG Flanders;
BE-WAL Wallonia; DE-BY Bavaria; DE-SN Saxony; AU-NSW New South Wales
"""
"""Further names in common English use; of a division, without its kind."""

REGIONS = """
Africa 7.19 21.09 6255146 African; Asia 29.84 89.3 6255147 Asian; Europe 48.69 9.14 6255148 European; European Union|=EU|=E.U. 50.1 9.75 6695072; North America 46.07
-100.55 6255149 North American; South America -14.6 -57.66 6255150 South American; Oceania -18.31 138.52 6255151
Oceanian; Antarctica -78.16 16.41 6255152 Antarctic; Latin America -4.4 -63.1 0 Latin American; Americas 19.0 -96.0 0;
Central America|Mesoamerica 12.8 -85.0 0 Central American; Middle East|Mideast 31.0 43.0 0 Middle Eastern; Near East
32.0 40.0 0; Far East 35.0 115.0 0; North Africa|Northern Africa 28.0 10.0 0 North African; West Africa|Western Africa
13.0 -2.0 0 West African; East Africa|Eastern Africa 3.0 38.0 0 East African; Southern Africa -23.0 24.0 0 Southern African;
Central Africa 2.0 20.0 0; sub-Saharan Africa|Sub-Saharan Africa 0.0 20.0 0 sub-Saharan; Horn of Africa 8.0 45.0 0; Maghreb
32.0 2.0 0; Sahel 15.0 5.0 0; Central Asia 43.0 65.0 0 Central Asian; South Asia|Southern Asia 22.0 78.0 0 South Asian; East
Asia|Eastern Asia 36.0 115.0 0 East Asian; Southeast Asia|South-East Asia|South East Asia 8.0 110.0 0 Southeast Asian;
Western Europe 48.5 5.0 0 Western European; Eastern Europe 50.0 28.0 0 Eastern European; Central Europe 49.0 16.0 0
Central European; Northern Europe 60.0 15.0 0; Southern Europe 41.0 14.0 0; Scandinavia 63.0 15.0 0 Scandinavian; Balkans
42.5 22.0 0 Balkan; Caribbean|West Indies|Caribbean Sea 15.5 -73.0 0; Baltics 57.0 25.0 0; Benelux 51.0 5.0 0; Caucasus|South
Caucasus 42.0 45.0 0; Levant 34.0 37.0 0; Persian Gulf|Gulf 27.0 51.0 0; Kurdistan 37.0 43.5 0 Kurdish|Kurd; Darfur 13.0
24.5 0; Donbas|Donbass 48.3 38.3 0; Galilee 32.8 35.4 0; Golan Heights|Golan 33.0 35.8 0; Siberia 60.0 105.0 0 Siberian;
Transnistria 47.0 29.5 0; South Ossetia 42.2 44.1 0 South Ossetian; Nagorno-Karabakh|Karabakh 39.8 46.7 0; Korean Peninsula
37.5 127.0 0 Korean; Iberian Peninsula|Iberia 40.0 -4.0 0 Iberian; Arabian Peninsula|Arabia 23.0 45.0 0; Arctic 80.0 0.0
0; Atlantic 14.0 -30.0 0; Pacific 0.0 -160.0 0; Mediterranean 36.0 18.0 0; Indian Ocean -20.0 80.0 0; Midwest 41.5 -90.0 0
Midwestern; New England 43.7 -71.5 0; Pacific Northwest 46.0 -120.0 0; Great Lakes 45.0 -84.0 0; Gulf Coast 29.5 -91.0 0; Bay Area
37.8 -122.3 0; Silicon Valley 37.4 -122.0 0; Deep South 33.0 -86.5 0; Appalachia 37.5 -81.5 0; Midlands|West Midlands 52.5 -1.9
0; Home Counties 51.5 -0.4 0; West Country 50.9 -3.6 0; East Anglia 52.4 0.9 0; Merseyside 53.4 -3.0 0; Tyneside 55.0 -1.5
0; Yorkshire 53.9 -1.3 0; Sussex 50.9 0.0 0; Cornwall 50.4 -4.8 0; Cumbria 54.6 -2.9 0
"""
"""Parts of the world that are no country or division: names, a point in the middle, the GeoNames id where there is one (else 0),
and peoples."""


def named(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return a table of codes with their names."""
    rows = (row.split(maxsplit=1) for row in table.replace("\n", " ").split(";"))
    return {row[0]: tuple(name.strip() for name in row[1].split("|")) for row in rows if len(row) == 2}
