namespace CallControl.Crm.Contracts;

/// <summary>The other vendors that the same enterprise has switched on, for one that needs what they know. The primary is asked first.</summary>
public interface IFellowCrms
{
    /// <summary>The client's latest open deal; null when none of them knows one.</summary>
    /// <exception cref="CrmException">One of them was not reached or refused.</exception>
    Task<CrmDeal?> FindDealAsync(PhoneNumber client, CancellationToken cancellation);

    /// <summary>The id by which a CRM knows the employee at an extension; null when none of them does.</summary>
    string? EmployeeIdAt(string extension);
}
