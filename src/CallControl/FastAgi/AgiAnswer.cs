namespace CallControl.FastAgi;

/// <summary>What the dialplan finds in <c>CC_RESULT</c> and in the script's own variables.</summary>
/// <param name="Result"><see cref="Found"/>, <see cref="Unknown"/> or <see cref="Error"/>.</param>
/// <param name="Detail">For who watches Asterisk's console.</param>
/// <param name="Values">By the variable's name; variables of the script that are not named here become empty.</param>
internal sealed record AgiAnswer(string Result, string Detail, IReadOnlyDictionary<string, string?> Values)
{
    public const string Found = "found";
    public const string Unknown = "unknown";
    public const string Error = "error";

    private static readonly Dictionary<string, string?> Nothing = [];

    public static AgiAnswer NotKnown(string detail) => new(Unknown, detail, Nothing);

    public static AgiAnswer Failed(string detail) => new(Error, detail, Nothing);
}
