using CallControl.Crm.Contracts;

namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>Which calls are analysed.</summary>
/// <param name="Shortest">Shorter talks are not worth it.</param>
/// <param name="Direction">Null: both.</param>
/// <param name="Only">Extensions; empty: all.</param>
/// <param name="Except">Extensions whose calls are nobody's business.</param>
internal sealed record CallRules(TimeSpan Shortest, CallDirection? Direction, IReadOnlyList<string> Only, IReadOnlyList<string> Except);
