using System.ComponentModel.DataAnnotations;
using CallControl.Crm.Contracts;

namespace CallControl.Numbers;

/// <summary>Section <c>Numbers</c>.</summary>
internal sealed class NumbersOptions : IValidatableObject
{
    /// <summary>How long a number stays with a listing after it was shown. Default: 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long after its lease a number still means the listing it was last leased to, for a caller nobody knows. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan GraceTime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a caller's own history counts. Default: null, for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan? HistoryTime { get; set; }

    /// <summary>The country (ISO code) that numbers without a calling code belong to. Default: RU.</summary>
    [Required]
    public string DefaultCountry { get; set; } = PhoneCountry.Russia.Iso;

    public PhoneCountry Home => PhoneCountry.Find(DefaultCountry) ?? PhoneCountry.Russia;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PhoneCountry.Find(DefaultCountry) is null)
            yield return new ValidationResult($"Numbers:DefaultCountry: '{DefaultCountry}' is none of {string.Join(", ", PhoneCountry.All)}");
    }
}
