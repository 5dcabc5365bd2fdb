using System.Text.Json.Serialization;

namespace CallControl.Numbers;

/// <summary>How a listing's destinations are rung.</summary>
[JsonConverter(typeof(SnakeCaseEnum<RingStrategy>))]
internal enum RingStrategy
{
    /// <summary>One after another.</summary>
    Sequence,

    /// <summary>All at once; the first to answer, or to accept, wins and the others stop.</summary>
    Parallel,
}
