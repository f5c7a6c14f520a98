"""The money of each country, where a plan does not say what it reckons in."""

_SEVERAL = {
    "AUD": "AU CC CX HM KI NF NR TV",
    "CHF": "CH LI",
    "DKK": "DK FO GL",
    "EUR": (
        "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL "
        "PM PT RE SI SK SM TF VA XK YT"
    ),
    "GBP": "GB GG GS IM JE UK",
    "ILS": "IL PS",
    "MAD": "EH MA",
    "NOK": "BV NO SJ",
    "NZD": "CK NU NZ PN TK",
    "USD": "AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI",
    "XAF": "CF CG CM GA GQ TD",
    "XCD": "AG AI DM GD KN LC MS VC",
    "XCG": "CW SX",
    "XOF": "BF BJ CI GW ML NE SN TG",
    "XPF": "NC PF WF",
}
"""What several countries pay in: ISO 4217, and the countries by ISO 3166."""

_ONE = (
    "AEAED AFAFN ALALL AMAMD AOAOA ARARS AWAWG AZAZN BABAM BBBBD BDBDT BHBHD BIBIF BMBMD "
    "BNBND BOBOB BRBRL BSBSD BTBTN BWBWP BYBYN BZBZD CACAD CDCDF CLCLP CNCNY COCOP CRCRC "
    "CUCUP CVCVE CZCZK DJDJF DODOP DZDZD EGEGP ERERN ETETB FJFJD FKFKP GEGEL GHGHS GIGIP "
    "GMGMD GNGNF GTGTQ GYGYD HKHKD HNHNL HTHTG HUHUF IDIDR ININR IQIQD IRIRR ISISK JMJMD "
    "JOJOD JPJPY KEKES KGKGS KHKHR KMKMF KPKPW KRKRW KWKWD KYKYD KZKZT LALAK LBLBP LKLKR "
    "LRLRD LSLSL LYLYD MDMDL MGMGA MKMKD MMMMK MNMNT MOMOP MRMRU MUMUR MVMVR MWMWK MXMXN "
    "MYMYR MZMZN NANAD NGNGN NINIO NPNPR OMOMR PAPAB PEPEN PGPGK PHPHP PKPKR PLPLN PYPYG "
    "QAQAR RORON RSRSD RURUB RWRWF SASAR SBSBD SCSCR SDSDG SESEK SGSGD SHSHP SLSLE SOSOS "
    "SRSRD SSSSP STSTN SYSYP SZSZL THTHB TJTJS TMTMT TNTND TOTOP TRTRY TTTTD TWTWD TZTZS "
    "UAUAH UGUGX UYUYU UZUZS VEVES VNVND VUVUV WSWST YEYER ZAZAR ZMZMW ZWZWG "
)
"""What one country alone pays in: its two letters, and its money's three."""


def currency_of(country: str) -> str:
    """Return the currency of a country, by its code; of none, and of Antarctica, dong."""
    for currency, countries in _SEVERAL.items():
        if country in countries.split():
            return currency
    alone = {one[:2]: one[2:] for one in _ONE.split()}
    return alone.get(country, "VND")
