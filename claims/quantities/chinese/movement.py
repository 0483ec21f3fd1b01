"""The Chinese words that tell of a movement, up or down."""

UP = """
增长 上涨 上升 增加 提高 提升 上调 攀升 扩大 飙升 暴增 大增 跃升 回升 激增 猛增 反弹 上浮 上扬
走高 收涨 上行 拉升 爬升 递增 抬升 暴涨 大涨 劲增 劲升 微涨 微增 微升 高升 陡增 涨价 提价 加息
升值 增产 增收 升温 提速 加薪 涨薪 上移 多增 同增 延长 增高 增多 增强 放大 拓展 扩张 扩增 增厚
增大 调高 调升 跳涨 领涨 蹿升 窜升 涨 升 增 翻
""".split()

DOWN = """
下降 下跌 减少 降低 下调 回落 缩小 收窄 暴跌 大跌 骤降 锐减 下滑 缩减 下挫 走低 收跌 下行 递减
萎缩 滑落 回调 重挫 跳水 下探 减产 减收 减亏 降价 降息 降准 贬值 缩水 降温 降速 降薪 大降 猛降
剧减 骤减 微跌 微降 续跌 下浮 削减 压缩 压减 缩短 缩窄 衰退 少增 下移 减缓 减轻 减弱 调低 调降
领跌 跌 降 减 缩
""".split()

# What takes its object between the verb and the size: 下调存款准备金率0.5个百分点.
OBJECTS_UP = "上调|提高|增加|提升|延长|扩大|调高|调升"
OBJECTS_DOWN = "下调|降低|减少|削减|缩短|压缩|压减|缩减|调低|调降"


def words(listed: list[str]) -> str:
    """The words as alternatives of a pattern, longer ones first."""
    return "|".join(sorted(listed, key=len, reverse=True))
