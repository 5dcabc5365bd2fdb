namespace CallControl.Crm.Contracts;

/// <summary>What a vendor can do with our calls; what it can't is not asked of its adapter.</summary>
[Flags]
public enum CrmCapabilities
{
    None = 0,

    /// <summary>Knows who calls: <see cref="ICrmAdapter.FindCustomerAsync"/>.</summary>
    Customers = 1,

    /// <summary>Knows whose client it is: <see cref="ICrmAdapter.FindResponsibleExtensionAsync"/>.</summary>
    Responsible = 2,

    /// <summary>Shows a card while the phone rings: wants <see cref="CallRinging"/> and <see cref="CallAnswered"/>.</summary>
    PopUp = 4,

    /// <summary>Keeps calls: wants <see cref="CallEnded"/>.</summary>
    CallRecords = 8,

    /// <summary>Keeps links to recordings: wants <see cref="RecordingReady"/>.</summary>
    Recordings = 16,

    /// <summary>Its users ring a client by a click.</summary>
    ClickToCall = 32,

    /// <summary>Fills <c>customers</c>: <see cref="ICrmAdapter.FindNamesAsync"/>.</summary>
    Names = 64,

    /// <summary>Knows what its clients are about: <see cref="ICrmAdapter.FindDealAsync"/>, <see cref="ICrmAdapter.EmployeeIdAt"/>.</summary>
    Deals = 128,

    /// <summary>Keeps texts with calls: wants <see cref="CallAnalysed"/>.</summary>
    Comments = 256,
}
