"""The words that `display` takes: CLDR's names of unit codes, and what CLDR has no words for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Unit code → CLDR's id of the unit.
UNITS: Mapping[str, str] = dict(
    pair.split("=")
    for pair in """
    m=length-meter km=length-kilometer cm=length-centimeter mm=length-millimeter
    um=length-micrometer nm=length-nanometer [mi_i]=length-mile [ft_i]=length-foot
    [in_i]=length-inch [yd_i]=length-yard [nmi_i]=length-nautical-mile [ly]=length-light-year
    m2=area-square-meter km2=area-square-kilometer cm2=area-square-centimeter har=area-hectare
    [acr_us]=area-acre [sft_i]=area-square-foot L=volume-liter mL=volume-milliliter
    hL=volume-hectoliter m3=volume-cubic-meter km3=volume-cubic-kilometer
    [gal_us]=volume-gallon [bbl_us]=volume-barrel [pt_us]=volume-pint
    g=mass-gram kg=mass-kilogram mg=mass-milligram ug=mass-microgram t=mass-tonne
    [lb_av]=mass-pound [oz_av]=mass-ounce [oz_tr]=mass-ounce-troy [ston_av]=mass-ton
    [car_m]=mass-carat W=power-watt kW=power-kilowatt MW=power-megawatt GW=power-gigawatt
    kW.h=energy-kilowatt-hour J=energy-joule kJ=energy-kilojoule cal=energy-calorie
    kcal=energy-kilocalorie [Btu]=energy-british-thermal-unit V=electric-volt A=electric-ampere
    Hz=frequency-hertz kHz=frequency-kilohertz MHz=frequency-megahertz GHz=frequency-gigahertz
    Pa=pressure-pascal kPa=pressure-kilopascal MPa=pressure-megapascal bar=pressure-bar
    [psi]=pressure-pound-force-per-square-inch N=force-newton bit=digital-bit By=digital-byte
    kBy=digital-kilobyte MBy=digital-megabyte GBy=digital-gigabyte TBy=digital-terabyte
    deg=angle-degree mol=concentr-mole km/h=speed-kilometer-per-hour m/s=speed-meter-per-second
    [kn_i]=speed-knot a=duration-year mo=duration-month wk=duration-week d=duration-day
    h=duration-hour min=duration-minute s=duration-second ms=duration-millisecond
    Cel=temperature-celsius [degF]=temperature-fahrenheit K=temperature-kelvin
    """.split()
)
# CLDR has no long forms of most units in Chinese.
NAMES: Mapping[str, Mapping[str, str]] = {
    "zh": dict(
        pair.split("=")
        for pair in """
        m=米 km=公里 cm=厘米 mm=毫米 um=微米 nm=纳米 [mi_i]=英里 [ft_i]=英尺 [in_i]=英寸 [yd_i]=码
        [nmi_i]=海里 [ly]=光年 m2=平方米 km2=平方公里 cm2=平方厘米 har=公顷 [acr_us]=英亩
        [sft_i]=平方英尺 x:mu=亩 L=升 mL=毫升 hL=百升 m3=立方米 km3=立方公里 [gal_us]=加仑
        [bbl_us]=桶 g=克 kg=千克 mg=毫克 ug=微克 t=吨 kt=千吨 Mt=百万吨 Gt=十亿吨 [lb_av]=磅
        [oz_av]=盎司 [oz_tr]=金衡盎司 [ston_av]=短吨 [car_m]=克拉 x:jin=斤 x:liang=两 W=瓦
        kW=千瓦 MW=兆瓦 GW=吉瓦 TW=太瓦 W.h=瓦时 kW.h=千瓦时 MW.h=兆瓦时 GW.h=吉瓦时 TW.h=太瓦时
        J=焦耳 kJ=千焦 MJ=兆焦 cal=卡 kcal=千卡 V=伏 kV=千伏 A=安 Hz=赫兹 kHz=千赫 MHz=兆赫
        GHz=吉赫 Pa=帕 kPa=千帕 MPa=兆帕 bar=巴 N=牛 dB=分贝 By=字节 kBy=KB MBy=MB GBy=GB TBy=TB
        a=年 mo=个月 wk=周 d=天 h=小时 min=分钟 s=秒 ms=毫秒 Cel=摄氏度 [degF]=华氏度 K=开
        km/h=公里/小时 m/s=米/秒 [kn_i]=节 deg=度
        """.split()
    ),
    "en": {"x:mu": "mu", "x:jin": "jin", "x:liang": "liang"},
    "ru": {
        "x:mu": "му", "x:jin": "цзиней", "x:liang": "лянов", "MW.h": "МВт·ч", "GW.h": "ГВт·ч",
        "TW.h": "ТВт·ч", "W.h": "Вт·ч", "TW": "ТВт", "Mt": "Мт", "kt": "кт", "kV": "кВ",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What a language says around a number; `{}` is where it stands."""

    bounds: Mapping[str, str]
    hedges: Mapping[str, str]
    nouns: Mapping[str, Mapping[str, str]]
    top: str
    place: str
    amount: str = "{} {}"
    by_name: bool = False
    money: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    per: Mapping[str, str] = field(default_factory=dict)


WORDS: Mapping[str, Words] = {
    "en": Words(
        bounds={
            "ge": "at least {}", "le": "at most {}", "gt": "more than {}", "lt": "less than {}",
        },
        hedges={"about": "about {}", "under": "nearly {}", "over": "just over {}"},
        nouns={
            "pp": {"one": "{} percentage point", "other": "{} percentage points"},
            "bp": {"one": "{} basis point", "other": "{} basis points"},
            "{point}": {"one": "{} point", "other": "{} points"},
            "x": {"other": "{} times"},
            "[ppth]": {"other": "{}‰"},
            "[ppm]": {"other": "{} parts per million"},
            "[ppb]": {"other": "{} parts per billion"},
        },
        top="top {}",
        place="No. {}",
        by_name=True,
        money={
            "RUB": ("ruble", "rubles"), "CNY": ("yuan", "yuan"), "JPY": ("yen", "yen"),
            "GBP": ("pound", "pounds"), "BTC": ("bitcoin", "bitcoins"),
        },
    ),
    "zh": Words(
        bounds={"ge": "至少{}", "le": "至多{}", "gt": "超过{}", "lt": "不到{}"},
        hedges={"about": "约{}", "under": "近{}", "over": "逾{}"},
        nouns={
            "pp": {"other": "{}个百分点"},
            "bp": {"other": "{}个基点"},
            "{point}": {"other": "{}点"},
            "x": {"other": "{}倍"},
            "[ppth]": {"other": "{}‰"},
            "[ppm]": {"other": "百万分之{}"},
            "[ppb]": {"other": "十亿分之{}"},
        },
        top="前{}",
        place="第{}",
        amount="{}{}",
        by_name=True,
        money={"RUB": ("卢布", "卢布"), "CNY": ("元", "元"), "BTC": ("比特币", "比特币")},
        per={"a": "每年{}", "mo": "每月{}", "d": "每天{}", "h": "每小时{}", "s": "每秒{}"},
    ),
    "ru": Words(
        bounds={"ge": "не менее {}", "le": "не более {}", "gt": "более {}", "lt": "менее {}"},
        hedges={"about": "около {}", "under": "почти {}", "over": "чуть более {}"},
        nouns={
            "pp": {"other": "{} п. п."},
            "bp": {"other": "{} б. п."},
            "{point}": {
                "one": "{} пункт", "few": "{} пункта", "many": "{} пунктов", "other": "{} пункта",
            },
            "x": {"one": "{} раз", "few": "{} раза", "many": "{} раз", "other": "{} раза"},
            "[ppth]": {"other": "{}‰"},
            "[ppm]": {"other": "{} млн⁻¹"},
            "[ppb]": {"other": "{} млрд⁻¹"},
        },
        top="топ-{}",
        place="{}-е место",
    ),
    "": Words(
        bounds={"ge": "≥ {}", "le": "≤ {}", "gt": "> {}", "lt": "< {}"},
        hedges={"about": "~ {}", "under": "≲ {}", "over": "≳ {}"},
        nouns={
            "pp": {"other": "{} pp"},
            "bp": {"other": "{} bp"},
            "{point}": {"other": "{} pts"},
            "x": {"other": "{}×"},
            "[ppth]": {"other": "{}‰"},
            "[ppm]": {"other": "{} ppm"},
            "[ppb]": {"other": "{} ppb"},
        },
        top="top {}",
        place="#{}",
    ),
}  # fmt: skip
