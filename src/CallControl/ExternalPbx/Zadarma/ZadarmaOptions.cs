using System.ComponentModel.DataAnnotations;
using CallControl.Web;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>Section <c>Zadarma</c>. See docs/zadarma.md.</summary>
internal sealed class ZadarmaOptions : IValidatableObject
{
    /// <summary>The API secret of the account, which signs the webhooks. Without it no webhook is taken. Default: none.</summary>
    public string? Secret { get; set; }

    /// <summary>The extension that forwards to a phone; its phone is replaced by the owner's for each call. Default: 100.</summary>
    [RegularExpression("^[0-9]{3}$")]
    public string Extension { get; set; } = "100";

    /// <summary>The id of the uploaded greeting ("press 1 …"). Without it the listing's number is said. Default: none.</summary>
    public string? WelcomeSound { get; set; }

    /// <summary>The id of the uploaded "we could not find the listing". Without it such a call is hung up. Default: none.</summary>
    public string? NotFoundSound { get; set; }

    /// <summary>ru, ua, en, es, pl, fr or de. Default: ru.</summary>
    [RegularExpression("^(ru|ua|en|es|pl|fr|de)$")]
    public string Language { get; set; } = "ru";

    /// <summary>Seconds to wait for the key. Default: 5.</summary>
    [Range(1, 60)]
    public int DigitTimeout { get; set; } = 5;

    /// <summary>How often the greeting is played. Default: 2.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 2;

    /// <summary>Networks that webhooks may come from, Zadarma's own being 185.45.152.40/30. Default: none, any (the signature is what counts).</summary>
    public string[] AllowedNetworks { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var network in AllowedNetworks.Where(network => WebOptions.NetworkOf(network) is null))
            yield return new ValidationResult($"Zadarma:AllowedNetworks: '{network}' is neither an address nor a network");
    }
}
